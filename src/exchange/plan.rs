//! What a bundle consists of: every file with its bytes or its place in the vault, tag files included. All of
//! it is known before the first byte is written, since stored files carry their hashes.

use std::collections::BTreeMap;

use super::bagit::{self, BagInfo};
use super::bundle::{BundleInput, Exhibit, FileRef};
use super::calendar::{self, CalendarItem, handle};
use super::redact::Redactor;
use super::words::Words;
use super::{dossier, entries, names};
use crate::domain::ids::Sha256;
use crate::domain::message::{Msg, Problem};
use crate::domain::overview::reminders::leads;
use crate::texts::Texts;

/// Where the bytes of a file come from.
pub(super) enum Source {
    /// Made here.
    Text(Vec<u8>),
    /// A stored file.
    Stored(FileRef),
}

impl Source {
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::Text(bytes) => bytes.len() as u64,
            Self::Stored(file) => file.facts.size_bytes,
        }
    }

    pub(super) fn sha256(&self) -> Sha256 {
        match self {
            Self::Text(bytes) => Sha256::of(bytes),
            Self::Stored(file) => file.sha256,
        }
    }
}

/// Every file of a bundle by its path, sorted.
pub(super) struct Plan {
    /// The files.
    pub files: BTreeMap<String, Source>,
    /// What a zip's top folder is called.
    pub base_name: String,
}

impl Plan {
    pub(super) fn total_bytes(&self) -> u64 {
        self.files.values().map(Source::size).sum()
    }
}

/// An exhibit with the names its files have in the bundle.
pub(super) struct Placed<'a> {
    /// From 1.
    pub number: usize,
    /// What it is.
    pub exhibit: &'a Exhibit,
    /// Path of the file to upload, below `data/`.
    pub upload: Option<String>,
    /// Path of the original, below `data/`; `None` when it is left out.
    pub original: Option<String>,
}

/// Lays the bundle out.
pub(super) fn plan(input: &BundleInput<'_>, english: &Texts, readers: &Texts) -> Result<Plan, Problem> {
    let placed = place(input)?;
    let order = input.picture.order.as_ref();
    let redactor = input.redact.then(|| Redactor::new(order, &input.private_words));
    let english = Words::new(english, redactor.clone());
    let readers = Words::new(readers, redactor);
    let base_name = base_name(input);

    let mut files: BTreeMap<String, Source> = BTreeMap::new();
    for place in &placed {
        let upload = place.upload.as_ref().zip(place.exhibit.upload.as_ref());
        let original = place.original.as_ref().map(|path| (path, &place.exhibit.original));
        for (path, file) in upload.into_iter().chain(original) {
            files.insert(format!("{}{path}", bagit::PAYLOAD), Source::Stored(file.clone()));
        }
    }
    let rows = entries::entries(input, &readers);
    // One kind of line end everywhere, so that every count of characters agrees.
    let claim_text = english.free(&input.claim_text.replace("\r\n", "\n").replace('\r', "\n"));
    for (name, text) in [
        ("claim.txt", claim_file(&claim_text, &english)),
        ("dossier.html", dossier::page(input, &placed, &rows, &claim_text, &readers)),
        ("timeline.csv", entries::timeline_csv(&rows, &readers)),
        ("deadlines.ics", deadlines(input, &readers)),
    ] {
        files.insert(format!("{}{name}", bagit::PAYLOAD), Source::Text(text.into_bytes()));
    }

    let subject = Msg::new("bundle-description").text("name", base_name.clone());
    let info = bagit::info(&BagInfo {
        agent: &input.program,
        written: input.now,
        identifier: &base_name,
        description: &english.say(&subject),
        payload_bytes: files.values().map(Source::size).sum(),
        payload_files: files.len(),
    });
    let digests = files.iter().map(|(path, source)| (path.clone(), source.sha256().hex())).collect();
    let tags: BTreeMap<&str, Vec<u8>> = BTreeMap::from([
        (bagit::DECLARATION_NAME, bagit::DECLARATION.as_bytes().to_vec()),
        (bagit::INFO_NAME, info.into_bytes()),
        (bagit::HOW_TO_NAME, how_to(&english, &readers).into_bytes()),
        (bagit::MANIFEST_NAME, bagit::manifest(&digests).into_bytes()),
    ]);
    let lists = bagit::tag_manifests(&tags);
    for (name, text) in bagit::TAG_MANIFEST_NAMES.into_iter().zip(lists) {
        files.insert(name.to_owned(), Source::Text(text.into_bytes()));
    }
    for (name, bytes) in tags {
        files.insert(name.to_owned(), Source::Text(bytes));
    }
    Ok(Plan { files, base_name })
}

/// Numbers and names the exhibits: those that are uploaded first, so that the upload folder, the text's list and
/// the dossier count alike. A redacted bundle refuses an upload that tells where it was taken.
fn place<'a>(input: &'a BundleInput<'_>) -> Result<Vec<Placed<'a>>, Problem> {
    let total = input.exhibits.len();
    let (uploaded, others): (Vec<_>, Vec<_>) =
        input.exhibits.iter().partition(|exhibit| exhibit.upload.is_some());
    (1..)
        .zip(uploaded.into_iter().chain(others))
        .map(|(number, exhibit)| {
            if let Some(upload) =
                exhibit.upload.as_ref().filter(|file| input.redact && file.facts.has_location)
            {
                return Err(Problem::refused(
                    Msg::new("bundle-redact-location").text("name", upload.name.clone()),
                ));
            }
            let upload = exhibit.upload.as_ref().map(|file| {
                let name = names::upload_name(number, total, exhibit.role, &file.facts, input.rules);
                format!("upload/{name}")
            });
            let file = &exhibit.original;
            let original = (!input.redact).then(|| {
                format!("originals/{}", names::original_name(number, total, &file.name, &file.facts))
            });
            Ok(Placed { number, exhibit, upload, original })
        })
        .collect()
}

fn base_name(input: &BundleInput<'_>) -> String {
    let case = input.picture.case.id;
    let number = input.picture.order.as_ref().map(|order| names::plain(&order.number.key(), 40));
    let submission = input.submission.map(|(number, _)| format!("-{number}")).unwrap_or_default();
    match number.filter(|number| !number.is_empty()) {
        Some(number) => format!("claim-{number}-case-{case}{submission}"),
        None => format!("claim-case-{case}{submission}"),
    }
}

/// The text first, so that it can be copied from the top; its length on a line of its own after it.
fn claim_file(text: &str, english: &Words<'_>) -> String {
    let count = Msg::new("bundle-claim-count").count("count", text.chars().count() as i64);
    let line_break = if text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{line_break}\n{}\n", english.say(&count))
}

fn how_to(english: &Words<'_>, readers: &Words<'_>) -> String {
    let mut text = english.get("bundle-how-to-verify") + "\n";
    if readers.texts.language() != english.texts.language() {
        let other = readers.get("bundle-how-to-verify");
        // A language without this text of its own falls back to the English one.
        if other.trim() != text.trim() {
            text.extend(["\n\n", &other, "\n"]);
        }
    }
    text
}

fn deadlines(input: &BundleInput<'_>, words: &Words<'_>) -> String {
    let order = input.picture.order.as_ref();
    let title = order.map_or_else(
        || words.code("bundle-case-kind", input.picture.case.kind.code()),
        |order| order.title().to_owned(),
    );
    let items: Vec<CalendarItem<'_>> = input
        .picture
        .view
        .deadlines
        .iter()
        .map(|deadline| CalendarItem {
            title: title.clone(),
            handle: handle(order.map(|order| order.number.as_typed()), Some(input.picture.case.id), deadline),
            deadline,
            alarms: input.reminders.map(|rule| leads(rule, deadline)).unwrap_or_default(),
        })
        .collect();
    calendar::ics_with(&items, words.texts, input.now, &|text| words.free(text))
}
