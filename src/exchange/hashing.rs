//! Reads a stream once and takes every digest that a bundle and its check need. Owns no names and no files.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha512};

use crate::domain::ids::Sha256;
use crate::domain::message::{Problem, Progress};

/// How much is read, hashed and written between two looks at the stop flag.
const CHUNK_LEN: usize = 1 << 20;
/// The first bite of a file.
const FIRST_LEN: usize = 32 << 10;

/// What one reading of a file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Length in bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: Sha256,
    /// SHA-512 in hexadecimal; only where it was asked for.
    pub sha512: Option<String>,
    /// CRC-32, as zip wants it.
    pub crc: u32,
    /// The bytes themselves, where they were asked for and not too many.
    pub bytes: Option<Vec<u8>>,
}

/// What to take besides length, SHA-256 and CRC-32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Take {
    /// Nothing more.
    Payload,
    /// SHA-512 as well, and the bytes when there are no more than this.
    Tag(usize),
}

/// Why a stream could not be passed on.
pub(super) enum Failed {
    /// Reading it.
    Read(io::Error),
    /// Writing it.
    Write(io::Error),
    /// The buyer stopped it.
    Stopped(Problem),
}

/// Copies `from` to `to`, hashing on the way; tells progress in bytes and stops when asked to.
pub(super) fn copy(
    from: &mut dyn Read,
    to: &mut dyn Write,
    take: Take,
    progress: &dyn Progress,
) -> Result<Seen, Failed> {
    // Most files of a bundle are small texts; only a file that fills the first buffer gets the large one.
    let mut buffer = vec![0_u8; FIRST_LEN];
    let mut sha256 = sha2::Sha256::new();
    let mut sha512 = matches!(take, Take::Tag(_)).then(Sha512::new);
    let mut crc = crc32fast::Hasher::new();
    let mut size = 0_u64;
    let mut bytes = matches!(take, Take::Tag(_)).then(Vec::new);
    loop {
        progress.check().map_err(Failed::Stopped)?;
        let count = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Failed::Read(error)),
        };
        let chunk = buffer.get(..count).unwrap_or_default();
        sha256.update(chunk);
        crc.update(chunk);
        if let Some(sha512) = &mut sha512 {
            sha512.update(chunk);
        }
        size += chunk.len() as u64;
        let room = match take {
            Take::Tag(len_max) => size <= len_max as u64,
            Take::Payload => false,
        };
        match &mut bytes {
            Some(kept) if room => kept.extend_from_slice(chunk),
            _ => bytes = None,
        }
        to.write_all(chunk).map_err(Failed::Write)?;
        progress.advance(chunk.len() as u64);
        if count == FIRST_LEN {
            buffer = vec![0_u8; CHUNK_LEN];
        }
    }
    Ok(Seen {
        size,
        sha256: Sha256(sha256.finalize().into()),
        sha512: sha512.map(|sha512| hex(&sha512.finalize())),
        crc: crc.finalize(),
        bytes,
    })
}

/// SHA-512 of some bytes in hexadecimal.
pub(super) fn sha512_hex(bytes: &[u8]) -> String {
    hex(&Sha512::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        _ = write!(out, "{byte:02x}");
        out
    })
}
