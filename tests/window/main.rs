//! Tests of the window: widgets and screens through labels, and a few pictures of them.

mod gallery;
