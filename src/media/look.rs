//! Bounded reading: pieces of a file at given places, never the whole of it, and numbers out of bytes.
//! A piece that the file is too short for comes back shorter; only a failing disk is an error.

use std::io::{self, Read, Seek, SeekFrom};

/// Anything that can be read at any place.
pub(super) trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// How much of the beginning is read at once: every signature and most headers lie in it.
const HEAD_BYTES: usize = 64 * 1024;

/// A file under examination.
pub(super) struct Look<'a> {
    reader: &'a mut dyn ReadSeek,
    size: u64,
    head: Vec<u8>,
    /// Bytes before the file proper begins (junk in front of a signature).
    base: u64,
}

impl<'a> Look<'a> {
    pub(super) fn new(reader: &'a mut dyn ReadSeek, size_bytes: u64) -> io::Result<Self> {
        let mut look = Self { reader, size: size_bytes, head: Vec::new(), base: 0 };
        look.head = look.fetch(0, HEAD_BYTES)?;
        Ok(look)
    }

    /// Looks at the file as if it began `junk` bytes later.
    pub(super) fn skip_junk(&mut self, junk: u64) -> io::Result<()> {
        self.base += junk;
        self.size = self.size.saturating_sub(junk);
        self.head = self.fetch(0, HEAD_BYTES)?;
        Ok(())
    }

    /// Length of the file in bytes.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The first bytes, up to 64 KiB.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Up to `len` bytes from `offset`; shorter where the file ends.
    pub(super) fn at(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        if let Some(piece) = start.checked_add(len).and_then(|end| self.head.get(start..end)) {
            return Ok(piece.to_vec());
        }
        self.fetch(offset, len)
    }

    /// Up to `len` bytes at the end of the file, and where they begin.
    pub(super) fn tail(&mut self, len: usize) -> io::Result<(u64, Vec<u8>)> {
        let start = self.size.saturating_sub(len as u64);
        Ok((start, self.at(start, len)?))
    }

    /// True when there is nothing but zeros between two places.
    pub(super) fn is_blank(&mut self, from: u64, to: u64) -> io::Result<bool> {
        let mut at = from;
        while at < to {
            let bytes =
                self.at(at, usize::try_from((to - at).min(HEAD_BYTES as u64)).unwrap_or(HEAD_BYTES))?;
            if bytes.iter().any(|byte| *byte != 0) {
                return Ok(false);
            }
            if bytes.is_empty() {
                break;
            }
            at += bytes.len() as u64;
        }
        Ok(true)
    }

    /// The reader itself, at the beginning of the file.
    pub(super) fn rewound(&mut self) -> io::Result<&mut dyn ReadSeek> {
        self.reader.seek(SeekFrom::Start(self.base))?;
        Ok(self.reader)
    }

    fn fetch(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let left = self.size.saturating_sub(offset);
        let want = left.min(len as u64);
        if want == 0 {
            return Ok(Vec::new());
        }
        self.reader.seek(SeekFrom::Start(self.base.saturating_add(offset)))?;
        let mut piece = Vec::new();
        Read::take(&mut *self.reader, want).read_to_end(&mut piece)?;
        Ok(piece)
    }
}

/// `len` bytes from `at`, or nothing when they are not all there.
pub(super) fn piece(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

/// Everything from `at` on; nothing when `at` lies behind the end.
pub(super) fn rest(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at..).unwrap_or_default()
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    piece(bytes, at, N)?.try_into().ok()
}

/// Four characters that name a box, a chunk or a codec.
pub(super) fn tag(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    array(bytes, at)
}

pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_be_bytes)
}

pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

pub(super) fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    array(bytes, at).map(u64::from_be_bytes)
}

pub(super) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_le_bytes)
}

pub(super) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

pub(super) fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    array(bytes, at).map(u64::from_le_bytes)
}

/// Where `needle` first occurs.
pub(super) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}
