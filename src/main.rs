//! The program: hands its arguments to the command line or opens the window.

fn main() {}
