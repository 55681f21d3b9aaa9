//! `seatmate completions` and `seatmate man`: both made from the definition of the command line.

use std::path::Path;

use clap::CommandFactory;

use crate::cli::args::{CommandLine, Completions, Man};
use crate::cli::{Door, Exit, Failure, help};

/// Prints the completions of a shell.
///
/// # Errors
/// When they cannot be written.
pub fn completions(args: &Completions, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let mut command = CommandLine::command();
    // The generator panics on a broken pipe; a buffer does not break.
    let mut buffer = Vec::new();
    clap_complete::generate(args.shell, &mut command, "seatmate", &mut buffer);
    door.out.write_all(&buffer)?;
    Ok(Exit::Done)
}

/// Prints the main manual page, or writes one page per verb into a folder.
///
/// # Errors
/// When they cannot be written.
pub fn man(args: &Man, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let command = help::localised(&door.words);
    match &args.out {
        Some(folder) => write_pages(&command, folder)?,
        None => clap_mangen::Man::new(command).render(&mut *door.out)?,
    }
    Ok(Exit::Done)
}

fn write_pages(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command.clone(), folder)?;
    Ok(())
}
