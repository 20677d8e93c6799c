//! The program behind the window: state, commands, threads, undo, the clock. Knows no egui and no SQL.
