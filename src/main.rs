//! The program: ten lines that hand over to the library.

fn main() {}
