//! A second file hidden in the first: something that another program would open, behind the end of a picture.
//! What cameras themselves append (previews, motion photos, their own trailers) is not that.

use std::io;

use super::flaw;
use super::look::{Look, find, piece, rest};
use crate::domain::evidence::media::{Flaw, MediaFacts};

/// How much behind the end, and at the end of the file, is looked at.
const LOOK_BYTES: usize = 64 * 1024;

/// Beginnings of things that are not pictures.
const FOREIGN: &[&[u8]] = &[
    b"PK\x03\x04",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"%PDF-",
    b"\x7fELF",
    b"#!/",
    b"<?php",
    b"\x1f\x8b\x08",
    b"BZh9",
    b"\xfd7zXZ\0",
];

/// Looks at what stands behind `end`, the structural end of a picture.
pub(super) fn behind(look: &mut Look<'_>, end: u64, facts: &mut MediaFacts) -> io::Result<()> {
    if end >= look.size() {
        return Ok(());
    }
    let after = look.at(end, LOOK_BYTES)?;
    if is_foreign(&after) || ends_as_zip(look, end)? {
        flaw(facts, Flaw::Polyglot);
    }
    Ok(())
}

fn is_foreign(after: &[u8]) -> bool {
    let blank = after.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
    let after = rest(after, blank);
    let lower = after.iter().take(4 * 1024).map(u8::to_ascii_lowercase).collect::<Vec<_>>();
    let markup: [&[u8]; 4] = [b"<html", b"<!doctype html", b"<script", b"<svg"];
    FOREIGN.iter().any(|sign| after.starts_with(sign))
        || is_program(after)
        || markup.iter().any(|sign| find(&lower, sign).is_some())
        || find(&lower, b"%pdf-1.").is_some()
}

/// A DOS or Windows program: `MZ` with a PE header where it says.
fn is_program(bytes: &[u8]) -> bool {
    bytes.starts_with(b"MZ")
        && super::look::le32(bytes, 0x3c)
            .and_then(|at| piece(bytes, at as usize, 4))
            .is_some_and(|sign| sign == b"PE\0\0")
}

/// A zip's directory is at its end, so any junk may come first.
fn ends_as_zip(look: &mut Look<'_>, end: u64) -> io::Result<bool> {
    let (start, tail) = look.tail(LOOK_BYTES + 22)?;
    Ok(memchr::memmem::rfind(&tail, b"PK\x05\x06").is_some_and(|at| start + at as u64 >= end))
}
