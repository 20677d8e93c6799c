//! A window without a display for tests: inline jobs, a fixed clock, a library and files in a folder of its own.
