//! Reads a bundle's zip without trusting it: every header is made again from what the entries hold and compared
//! with the bytes that stand there, so no byte of the file goes unlooked at. Unpacks nothing and keeps no more
//! in memory than names and tag files. Packed entries are not read, so there is nothing to inflate.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::bagit;
use super::hashing::{self, Failed, Seen, Take};
use super::verify::{BundleFault, Found, TAG_LEN_MAX, not_a_bundle, unreadable};
use super::zip_form::{self, Header, Member, Stamp};
use crate::domain::message::{Msg, Problem, Progress};

/// The longest directory that is read: 200,000 entries of ours.
const DIRECTORY_LEN_MAX: u64 = 32 << 20;
/// The most entries that are walked.
const ENTRIES_MAX: usize = 200_000;

/// An entry as the headers place it; each list may call it differently.
struct Entry {
    names: Vec<String>,
    offset: u64,
    data: u64,
    size: u64,
}

/// What one of the two ways through a zip found.
#[derive(Default)]
struct List {
    headers: Vec<Header>,
    /// It led without a gap from the first byte to the directory.
    complete: bool,
    /// Its own syntax held to the end.
    readable: bool,
}

/// Reads every entry once and compares every header.
pub(super) fn read(path: &Path, progress: &dyn Progress) -> Result<Found, Problem> {
    let failed = |error: &io::Error| unreadable(path, error);
    let mut file = File::open(path).map_err(|error| failed(&error))?;
    let len = file.metadata().map_err(|error| failed(&error))?.len();
    let zip_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();

    let tail_len = len.min(zip_form::END_LEN_MAX as u64);
    let tail = bytes_at(&mut file, len - tail_len, tail_len).map_err(|error| failed(&error))?;
    let end = zip_form::read_end(&tail);
    let start = bytes_at(&mut file, 0, len.min(4)).map_err(|error| failed(&error))?;
    if end.is_none() && start != zip_form::LOCAL_SIGNATURE {
        return Err(not_a_bundle(path));
    }
    progress.stage(Msg::new("bundle-stage-check"), len);
    let central = from_directory(&mut file, len, end).map_err(|error| failed(&error))?;
    let local =
        from_headers(&mut file, len, end.map(|(_, offset, _)| offset)).map_err(|error| failed(&error))?;
    if !central.complete && !local.complete {
        // Neither way leads through: cut off, or packed by a program that leaves gaps and lengths for later.
        let id = if central.readable { "bundle-fault-repacked" } else { "bundle-fault-zip-damaged" };
        let mut faults = vec![BundleFault::new(&zip_name, Msg::new(id))];
        if let Some(last) = local.headers.last().filter(|_| !central.readable) {
            faults.push(BundleFault::new(&String::from_utf8_lossy(&last.name), Msg::new("bundle-fault-cut")));
        }
        return Ok(Found { seen: BTreeMap::new(), faults, prefix: String::new(), checked: 0 });
    }
    let stamp =
        usual(local.headers.iter().chain(&central.headers).map(|header| header.stamp)).unwrap_or(Stamp(0));
    let entries = join(&local, &central);
    let mut check = Check { file, len, zip_name, stamp, faults: Vec::new() };
    check.run(&entries, progress).map_err(|failure| match failure {
        Failed::Stopped(problem) => problem,
        Failed::Read(error) | Failed::Write(error) => failed(&error),
    })
}

struct Check {
    file: File,
    len: u64,
    zip_name: String,
    stamp: Stamp,
    faults: Vec<BundleFault>,
}

impl Check {
    fn run(&mut self, entries: &[Entry], progress: &dyn Progress) -> Result<Found, Failed> {
        let base = usual(entries.iter().flat_map(|entry| &entry.names).filter_map(|name| top_folder(name)))
            .unwrap_or_default();
        let prefix = format!("{base}/");
        let listed = self.listed(entries, &prefix).map_err(Failed::Read)?;
        let is_ours = |name: &str| {
            name.strip_prefix(&prefix)
                .is_some_and(|path| bagit::is_tag_name(path) || listed.contains_key(path))
        };
        let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
        let mut members = Vec::new();
        let mut local_is_off = Vec::new();
        for entry in entries {
            // Where the two headers disagree about a name, the one the bag knows is the one meant.
            let name = entry.names.iter().find(|name| is_ours(name)).or(entry.names.first());
            let name = name.cloned().unwrap_or_default();
            let path = name.strip_prefix(&prefix).filter(|path| is_safe(path)).map(str::to_owned);
            let is_tag = path.as_deref().is_some_and(bagit::is_tag_name);
            let take = if is_tag { Take::Tag(TAG_LEN_MAX) } else { Take::Payload };
            self.file.seek(SeekFrom::Start(entry.data)).map_err(Failed::Read)?;
            let mut data = (&mut self.file).take(entry.size);
            let found = hashing::copy(&mut data, &mut io::sink(), take, progress)?;
            let member =
                Member { name: name.clone(), crc: found.crc, size: entry.size, offset: entry.offset };
            let expected = zip_form::local_header(&member, self.stamp);
            let actual =
                bytes_at(&mut self.file, entry.offset, entry.data - entry.offset).map_err(Failed::Read)?;
            local_is_off.push(actual != expected || found.size != entry.size);
            members.push(member);
            match path {
                None => self.fault(&name, "bundle-fault-name"),
                Some(path) if seen.contains_key(&path) => self.fault(&name, "bundle-fault-twice"),
                Some(path) => {
                    seen.insert(path, found);
                }
            }
        }
        let (central_is_off, end_is_off) = self.compare_directory(entries, &members).map_err(Failed::Read)?;
        let off: Vec<bool> = local_is_off.iter().zip(&central_is_off).map(|(a, b)| *a || *b).collect();
        if off.len() > 2 && off.iter().filter(|off| **off).count() * 2 > off.len() {
            let faults = vec![BundleFault::new(&self.zip_name, Msg::new("bundle-fault-repacked"))];
            return Ok(Found { seen: BTreeMap::new(), faults, prefix: String::new(), checked: 0 });
        }
        for (member, _) in members.iter().zip(&off).filter(|(_, off)| **off) {
            self.fault(&member.name, "bundle-fault-header");
        }
        if end_is_off || (self.faults.is_empty() && !self.stamp_agrees(&seen)) {
            let name = self.zip_name.clone();
            self.fault(&name, "bundle-fault-directory");
        }
        let checked = members.len();
        Ok(Found { seen, faults: std::mem::take(&mut self.faults), prefix, checked })
    }

    /// Names a file once: the first thing found about it is the one said.
    fn fault(&mut self, name: &str, id: &'static str) {
        if !self.faults.iter().any(|known| known.file == name) {
            self.faults.push(BundleFault::new(name, Msg::new(id)));
        }
    }

    /// What the manifest inside lists.
    fn listed(&mut self, entries: &[Entry], prefix: &str) -> io::Result<BTreeMap<String, String>> {
        let name = format!("{prefix}{}", bagit::MANIFEST_NAME);
        let manifest =
            entries.iter().find(|entry| entry.size <= TAG_LEN_MAX as u64 && entry.names.contains(&name));
        match manifest {
            Some(entry) => {
                let bytes = bytes_at(&mut self.file, entry.data, entry.size)?;
                Ok(bagit::read_manifest(&bytes, 64).0)
            }
            None => Ok(BTreeMap::new()),
        }
    }

    /// Compares directory and end with what they must be: which entries are off, and whether the end is.
    fn compare_directory(&mut self, entries: &[Entry], members: &[Member]) -> io::Result<(Vec<bool>, bool)> {
        let directory_offset = entries.last().map_or(0, |entry| entry.data + entry.size);
        let mut position = directory_offset;
        let mut off = Vec::with_capacity(members.len());
        for member in members {
            let expected = zip_form::central_entry(member, self.stamp);
            off.push(!self.stands_at(position, &expected)?);
            position += expected.len() as u64;
        }
        let end = zip_form::end_records(members.len() as u64, directory_offset, position - directory_offset);
        let end_is_off = !self.stands_at(position, &end)? || position + end.len() as u64 != self.len;
        Ok((off, end_is_off))
    }

    fn stands_at(&mut self, position: u64, expected: &[u8]) -> io::Result<bool> {
        let len = expected.len() as u64;
        Ok(position + len <= self.len && bytes_at(&mut self.file, position, len)? == expected)
    }

    /// The stamps of the zip repeat what `bag-info.txt` says about when it was written.
    fn stamp_agrees(&self, seen: &BTreeMap<String, Seen>) -> bool {
        let info = seen.get(bagit::INFO_NAME).and_then(|file| file.bytes.as_deref());
        info.map(String::from_utf8_lossy)
            .and_then(|info| {
                let written = DateTime::parse_from_rfc3339(bagit::info_value(&info, bagit::WRITTEN)?).ok()?;
                Some(Stamp::of(written.with_timezone(&Utc)))
            })
            // Where the file is missing or says nothing, that is a fault of its own.
            .is_none_or(|stamp| stamp == self.stamp)
    }
}

/// Reads the directory by way of the end record.
fn from_directory(file: &mut File, len: u64, end: Option<(u64, u64, u64)>) -> io::Result<List> {
    let mut list = List::default();
    let Some((count, offset, directory_len)) = end else { return Ok(list) };
    if directory_len > DIRECTORY_LEN_MAX || offset.checked_add(directory_len).is_none_or(|end| end > len) {
        return Ok(list);
    }
    let bytes = bytes_at(file, offset, directory_len)?;
    let mut rest = bytes.as_slice();
    while let Some(header) = zip_form::read_central(rest) {
        rest = rest.get(header.len as usize..).unwrap_or_default();
        list.headers.push(header);
    }
    list.readable = rest.is_empty() && list.headers.len() as u64 == count && count > 0;
    let mut position = 0_u64;
    list.complete = list.readable
        && list.headers.iter().all(|header| {
            let starts_here = header.offset == position;
            let header_len = zip_form::local_len(header.name.len(), header.size);
            position = position.saturating_add(header_len).saturating_add(header.size);
            starts_here
        })
        && position == offset;
    Ok(list)
}

/// Walks from local header to local header, from the first byte on.
fn from_headers(file: &mut File, len: u64, directory_offset: Option<u64>) -> io::Result<List> {
    let mut list = List::default();
    let mut position = 0_u64;
    while list.headers.len() < ENTRIES_MAX {
        let fixed = bytes_at(file, position, (len - position).min(zip_form::LOCAL_FIXED as u64))?;
        let rest =
            |at: usize| fixed.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes);
        let (Some(name_len), Some(extra_len)) = (rest(26), rest(28)) else { break };
        let header_len = zip_form::LOCAL_FIXED as u64 + u64::from(name_len) + u64::from(extra_len);
        let bytes = bytes_at(file, position, (len - position).min(header_len))?;
        let Some(mut header) = zip_form::read_local(&bytes) else { break };
        header.offset = position;
        let next = (position + header.len).checked_add(header.size).filter(|next| *next <= len);
        list.headers.push(header);
        match next {
            Some(next) => position = next,
            None => return Ok(list),
        }
    }
    list.readable = !list.headers.is_empty();
    let here = bytes_at(file, position, (len - position).min(4))?;
    list.complete = list.readable
        && (directory_offset == Some(position)
            || [zip_form::CENTRAL_SIGNATURE, zip_form::END_SIGNATURE].iter().any(|known| here == known));
    Ok(list)
}

/// One list of entries out of two; where only one way led through, that one.
fn join(local: &List, central: &List) -> Vec<Entry> {
    let same = local.complete
        && central.complete
        && local.headers.len() == central.headers.len()
        && local
            .headers
            .iter()
            .zip(&central.headers)
            .all(|(a, b)| a.offset == b.offset && a.size == b.size && a.name.len() == b.name.len());
    let name = |header: &Header| String::from_utf8_lossy(&header.name).into_owned();
    if same {
        return local
            .headers
            .iter()
            .zip(&central.headers)
            .map(|(a, b)| {
                let mut names = vec![name(b), name(a)];
                names.dedup();
                Entry { names, offset: a.offset, data: a.offset + a.len, size: a.size }
            })
            .collect();
    }
    if central.complete {
        let entry = |header: &Header| {
            let data = header.offset + zip_form::local_len(header.name.len(), header.size);
            Entry { names: vec![name(header)], offset: header.offset, data, size: header.size }
        };
        return central.headers.iter().map(entry).collect();
    }
    let entry = |header: &Header| Entry {
        names: vec![name(header)],
        offset: header.offset,
        data: header.offset + header.len,
        size: header.size,
    };
    local.headers.iter().map(entry).collect()
}

/// The value that occurs most often; the smallest of those.
fn usual<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

fn top_folder(name: &str) -> Option<&str> {
    name.split_once('/').map(|(top, _)| top).filter(|top| is_safe(top))
}

/// True for a relative path that stays where it is put, on any system.
fn is_safe(path: &str) -> bool {
    !path.contains(['\\', ':', '\0'])
        && !path.chars().any(char::is_control)
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn bytes_at(file: &mut File, position: u64, len: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(position))?;
    let mut bytes = Vec::new();
    file.take(len).read_to_end(&mut bytes)?;
    Ok(bytes)
}
