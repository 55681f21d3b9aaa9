//! The doors: main loop, terminal, keyboard, clock, carrying out effects.
