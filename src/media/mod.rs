//! Bytes to facts: identification by content, structure and metadata, copies that fit, thumbnails.
//! Knows `domain` and the file handed to it; no other room, no library, no rule.
