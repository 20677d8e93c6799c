//! stub
mod copies;
mod media;
