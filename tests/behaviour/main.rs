//! stub
mod media;
