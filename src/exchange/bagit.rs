//! Tag files of a bag and the judgement over one: BagIt 1.0 (RFC 8493) with a SHA-256 manifest of the payload
//! and two tag manifests, SHA-256 and SHA-512, so that a changed tag manifest can be told from a changed tag
//! file. Works on texts and digests; knows no file and no zip.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};

use super::hashing::{Seen, sha512_hex};
use super::verify::BundleFault;
use crate::domain::ids::Sha256;
use crate::domain::message::Msg;

/// The declaration every bag begins with.
pub const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// File name of the declaration.
pub const DECLARATION_NAME: &str = "bagit.txt";
/// File name of the bag's own facts.
pub const INFO_NAME: &str = "bag-info.txt";
/// File name of the instructions for a reader.
pub const HOW_TO_NAME: &str = "HOW-TO-VERIFY.txt";
/// File name of the payload manifest.
pub const MANIFEST_NAME: &str = "manifest-sha256.txt";
/// File names of the tag manifests.
pub const TAG_MANIFEST_NAMES: [&str; 2] = ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt"];
/// Every tag file that the tag manifests list, sorted.
pub const TAG_NAMES: [&str; 4] = [HOW_TO_NAME, INFO_NAME, DECLARATION_NAME, MANIFEST_NAME];
/// Where the payload is.
pub const PAYLOAD: &str = "data/";
/// Element of `bag-info.txt` with the instant of writing, which a zip repeats in its stamps.
pub const WRITTEN: &str = "Parcelproof-Written";

/// True for a name a tag file of ours has.
pub fn is_tag_name(name: &str) -> bool {
    TAG_NAMES.contains(&name) || TAG_MANIFEST_NAMES.contains(&name)
}

/// What `bag-info.txt` says.
#[derive(Clone, Debug)]
pub struct BagInfo<'a> {
    /// Program and version.
    pub agent: &'a str,
    /// When it was written.
    pub written: DateTime<Utc>,
    /// What it is about, in plain ASCII.
    pub identifier: &'a str,
    /// One line about it.
    pub description: &'a str,
    /// Bytes of the payload.
    pub payload_bytes: u64,
    /// Files of the payload.
    pub payload_files: usize,
}

/// The text of `bag-info.txt`. Values lose their line breaks: one element, one line.
pub fn info(info: &BagInfo<'_>) -> String {
    let mut out = String::new();
    for (label, value) in [
        ("Bag-Software-Agent", info.agent.to_owned()),
        ("Bagging-Date", info.written.format("%Y-%m-%d").to_string()),
        ("External-Description", info.description.to_owned()),
        ("External-Identifier", info.identifier.to_owned()),
        (WRITTEN, info.written.to_rfc3339_opts(SecondsFormat::Secs, true)),
        ("Payload-Oxum", format!("{}.{}", info.payload_bytes, info.payload_files)),
    ] {
        let value: String = value.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ");
        // Writing to a String cannot fail.
        _ = writeln!(out, "{label}: {}", value.trim());
    }
    out
}

/// The value of an element of `bag-info.txt`.
pub fn info_value<'a>(info: &'a str, label: &str) -> Option<&'a str> {
    info.lines().find_map(|line| line.strip_prefix(label)?.strip_prefix(':').map(str::trim))
}

/// The text of a manifest: one line per file, sorted by path, digests in lower case.
pub fn manifest(digests: &BTreeMap<String, String>) -> String {
    digests.iter().fold(String::new(), |mut out, (path, digest)| {
        // Writing to a String cannot fail.
        _ = writeln!(out, "{digest}  {}", encode_path(path));
        out
    })
}

/// Both tag manifests over the given tag files.
pub fn tag_manifests(tags: &BTreeMap<&str, Vec<u8>>) -> [String; 2] {
    let list = |digest: fn(&[u8]) -> String| {
        manifest(&tags.iter().map(|(name, bytes)| ((*name).to_owned(), digest(bytes))).collect())
    };
    [list(|bytes| Sha256::of(bytes).hex()), list(sha512_hex)]
}

/// A path as a manifest writes it: only line breaks and the percent sign are encoded (RFC 8493, 2.1.3).
pub fn encode_path(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// The reverse of [`encode_path`]; other percent signs stay.
pub fn decode_path(path: &str) -> String {
    let mut out = path.to_owned();
    for (code, plain) in [("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")] {
        out = out.replace(code, plain);
    }
    out
}

/// Reads a manifest: path → digest in lower case. Lines that are none are left out; the flag is false then, or
/// when a path comes twice.
pub fn read_manifest(bytes: &[u8], digest_len: usize) -> (BTreeMap<String, String>, bool) {
    let mut whole = true;
    let mut out = BTreeMap::new();
    for line in String::from_utf8_lossy(bytes).lines() {
        let parts = line.split_once([' ', '\t']).filter(|(digest, path)| {
            digest.len() == digest_len
                && digest.bytes().all(|b| b.is_ascii_hexdigit())
                && !path.trim_start().is_empty()
        });
        let Some((digest, path)) = parts else {
            whole = false;
            continue;
        };
        let path = path.trim_start_matches([' ', '\t']);
        let path = decode_path(path.strip_prefix('*').unwrap_or(path));
        whole &= out.insert(path, digest.to_lowercase()).is_none();
    }
    (out, whole)
}

/// Judges a bag by what reading every file of it once has shown. Names each file that is missing, changed or
/// extra; a payload file is not blamed when only the manifest over it was changed.
pub(super) fn judge(seen: &BTreeMap<String, Seen>) -> Vec<BundleFault> {
    let mut faults = Vec::new();
    let changed_tags = judge_tags(seen, &mut faults);
    judge_payload(seen, changed_tags.contains(MANIFEST_NAME), &mut faults);
    for name in seen.keys() {
        if !name.starts_with(PAYLOAD) && !is_tag_name(name) {
            faults.push(BundleFault::new(name, Msg::new("bundle-fault-extra")));
        }
    }
    faults
}

/// Judges tag files by the two tag manifests; gives back the names that are missing or changed.
fn judge_tags(seen: &BTreeMap<String, Seen>, faults: &mut Vec<BundleFault>) -> BTreeSet<String> {
    let mut bad = BTreeSet::new();
    let blame = |name: &str, id: &'static str, bad: &mut BTreeSet<String>, faults: &mut Vec<BundleFault>| {
        if bad.insert(name.to_owned()) {
            faults.push(BundleFault::new(name, Msg::new(id)));
        }
    };
    let mut lists: Vec<(&str, Option<BTreeMap<String, String>>)> = Vec::new();
    for (name, digest_len) in TAG_MANIFEST_NAMES.into_iter().zip([64, 128]) {
        let Some(file) = seen.get(name) else {
            blame(name, "bundle-fault-missing", &mut bad, faults);
            lists.push((name, None));
            continue;
        };
        let bytes = file.bytes.as_deref().unwrap_or_default();
        let (list, _) = read_manifest(bytes, digest_len);
        // Only the one form we write counts, byte for byte: every other reading of it is a change.
        let canonical = manifest(&list).as_bytes() == bytes && list.keys().eq(TAG_NAMES.iter());
        if canonical {
            lists.push((name, Some(list)));
        } else {
            blame(name, "bundle-fault-changed", &mut bad, faults);
            lists.push((name, None));
        }
    }
    for tag in TAG_NAMES {
        let Some(file) = seen.get(tag) else {
            blame(tag, "bundle-fault-missing", &mut bad, faults);
            continue;
        };
        let digests = [Some(file.sha256.hex()), file.sha512.clone()];
        let disagree: Vec<&str> = lists
            .iter()
            .zip(&digests)
            .filter(|((_, list), digest)| list.as_ref().is_some_and(|list| list.get(tag) != digest.as_ref()))
            .map(|((name, _), _)| *name)
            .collect();
        let listing = lists.iter().filter(|(_, list)| list.is_some()).count();
        match disagree.as_slice() {
            [] => {}
            // Two lists of different digests: the one that stands alone is the one that was changed.
            [only] if listing == 2 => blame(only, "bundle-fault-changed", &mut bad, faults),
            _ => blame(tag, "bundle-fault-changed", &mut bad, faults),
        }
    }
    bad
}

fn judge_payload(seen: &BTreeMap<String, Seen>, manifest_is_bad: bool, faults: &mut Vec<BundleFault>) {
    let payload: BTreeMap<String, String> = seen
        .iter()
        .filter(|(name, _)| name.starts_with(PAYLOAD))
        .map(|(name, file)| (name.clone(), file.sha256.hex()))
        .collect();
    let Some(file) = seen.get(MANIFEST_NAME) else {
        // What it said can be made again from the payload; when that agrees, only the list is gone.
        if !is_vouched_for(seen, &payload) {
            for name in payload.keys() {
                faults.push(BundleFault::new(name, Msg::new("bundle-fault-unconfirmed")));
            }
        }
        return;
    };
    if manifest_is_bad && is_vouched_for(seen, &payload) {
        return;
    }
    let (listed, whole) = read_manifest(file.bytes.as_deref().unwrap_or_default(), 64);
    if !whole && !manifest_is_bad {
        faults.push(BundleFault::new(MANIFEST_NAME, Msg::new("bundle-fault-changed")));
    }
    for (name, digest) in &listed {
        match payload.get(name) {
            None => faults.push(BundleFault::new(name, Msg::new("bundle-fault-missing"))),
            Some(found) if found != digest => {
                faults.push(BundleFault::new(name, Msg::new("bundle-fault-changed")));
            }
            Some(_) => {}
        }
    }
    for name in payload.keys().filter(|name| !listed.contains_key(*name)) {
        faults.push(BundleFault::new(name, Msg::new("bundle-fault-extra")));
    }
}

/// True when the manifest that this payload would have is the one a tag manifest lists.
fn is_vouched_for(seen: &BTreeMap<String, Seen>, payload: &BTreeMap<String, String>) -> bool {
    let text = manifest(payload);
    let expected = [Sha256::of(text.as_bytes()).hex(), sha512_hex(text.as_bytes())];
    TAG_MANIFEST_NAMES.into_iter().zip([64, 128]).zip(&expected).any(|((name, digest_len), expected)| {
        seen.get(name)
            .and_then(|file| file.bytes.as_deref())
            .is_some_and(|bytes| read_manifest(bytes, digest_len).0.get(MANIFEST_NAME) == Some(expected))
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn manifests_are_sorted_and_encode_only_what_the_standard_wants() {
        let digests = BTreeMap::from([
            ("data/b%.txt".to_owned(), "bb".repeat(32)),
            ("data/a\r\n.txt".to_owned(), "aa".repeat(32)),
        ]);
        let text = manifest(&digests);
        assert_eq!(
            text,
            format!("{}  data/a%0D%0A.txt\n{}  data/b%25.txt\n", "aa".repeat(32), "bb".repeat(32))
        );
        assert_eq!(read_manifest(text.as_bytes(), 64), (digests, true));
        assert_eq!(decode_path(&encode_path("a%0A\n%25")), "a%0A\n%25");
    }

    #[test]
    fn facts_of_the_bag_stay_on_their_lines() {
        let text = info(&BagInfo {
            agent: "parcelproof 0.1.0",
            written: Utc.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).unwrap(),
            identifier: "aliexpress",
            description: "one\r\nPayload-Oxum: 9.9",
            payload_bytes: 12,
            payload_files: 3,
        });
        assert_eq!(text.lines().count(), 6);
        assert_eq!(info_value(&text, "Payload-Oxum"), Some("12.3"));
        assert_eq!(info_value(&text, WRITTEN), Some("2026-11-22T10:00:00Z"));
    }
}
