//! Draws the app with ratatui and changes nothing.
