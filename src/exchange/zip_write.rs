//! A bundle as a zip: entries stored one after another in the order they come, then their directory.

use std::io::{self, Seek, SeekFrom, Write};

use chrono::{DateTime, Utc};

use super::bundle::Sink;
use super::hashing::{Failed, Seen};
use super::zip_form::{self, Member, Stamp};

/// What a zip is written to: anything that can be made durable in the end.
pub(super) trait Target: Write + Seek {
    /// Makes what was written durable.
    fn sync(&mut self) -> io::Result<()>;
}

impl Target for io::BufWriter<std::fs::File> {
    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.get_ref().sync_all()
    }
}

/// Writes the files of a bundle into one zip.
pub(super) struct ZipSink<W: Target> {
    to: W,
    base_name: String,
    stamp: Stamp,
    position: u64,
    members: Vec<Member>,
}

impl<W: Target> ZipSink<W> {
    /// `base_name` is the top folder inside; every entry carries the stamp of `now`.
    pub(super) fn new(to: W, base_name: &str, now: DateTime<Utc>) -> Self {
        Self { to, base_name: base_name.to_owned(), stamp: Stamp::of(now), position: 0, members: Vec::new() }
    }
}

impl<W: Target> Sink for ZipSink<W> {
    fn put(
        &mut self,
        path: &str,
        size: u64,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<Seen, Failed>,
    ) -> Result<Seen, Failed> {
        let name = format!("{}/{path}", self.base_name);
        let mut member = Member { name, crc: 0, size, offset: self.position };
        let header = zip_form::local_header(&member, self.stamp);
        self.to.write_all(&header).map_err(Failed::Write)?;
        let seen = write(&mut self.to)?;
        // The checksum is known only now; the header is written again over itself.
        member.crc = seen.crc;
        let header = zip_form::local_header(&member, self.stamp);
        let end = self.position + header.len() as u64 + seen.size;
        self.to
            .seek(SeekFrom::Start(self.position))
            .and_then(|_| self.to.write_all(&header))
            .and_then(|()| self.to.seek(SeekFrom::Start(end)))
            .map_err(Failed::Write)?;
        self.position = end;
        self.members.push(member);
        Ok(seen)
    }

    fn finish(&mut self) -> io::Result<()> {
        let mut directory_len = 0_u64;
        for member in &self.members {
            let entry = zip_form::central_entry(member, self.stamp);
            directory_len += entry.len() as u64;
            self.to.write_all(&entry)?;
        }
        let end = zip_form::end_records(self.members.len() as u64, self.position, directory_len);
        self.to.write_all(&end)?;
        self.to.sync()
    }
}
