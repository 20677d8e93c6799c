//! The command line of the contract: arguments in, JSON shapes of its own and sentences out.
