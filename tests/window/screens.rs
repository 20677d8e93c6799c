//! The screens, by what a buyer reads and presses.
