//! Looks for words in all bytes of a file, wherever a format keeps its metadata and whichever format it is: in UTF-8
//! and UTF-16, in either case. Knows nothing of formats.

use std::io::{self, Read};

use super::super::look::rest;

/// How much is read at once.
const BLOCK_BYTES: usize = 1 << 20;
/// A spelling of so many bytes does not come about by chance in the longest video that is accepted.
const SURE_BYTES: usize = 5;
/// A shorter one counts only as a word of its own in readable text of at least so many bytes.
const TEXT_BYTES: usize = 12;
/// What is kept of the bytes in front, to see whether a short word stands in a text.
const BEFORE_BYTES: usize = 64;

/// True when one of the words stands anywhere in what is read.
///
/// # Errors
/// Only the reader's own.
pub fn says_any(mut reader: impl Read, words: &[String]) -> io::Result<bool> {
    let spellings: Vec<Spelling> = words.iter().flat_map(|word| Spelling::all(word)).collect();
    let Some(longest) = spellings.iter().map(|spelling| spelling.bytes_max).max() else { return Ok(false) };
    let mut first = [false; 256];
    for byte in spellings.iter().flat_map(Spelling::first_bytes) {
        if let Some(known) = first.get_mut(usize::from(byte)) {
            *known = true;
        }
    }
    let mut bytes = Vec::new();
    let mut from = 0;
    loop {
        let count = (&mut reader).take(BLOCK_BYTES as u64).read_to_end(&mut bytes)?;
        // What may go on in the next block is looked at with it.
        let behind = if count == 0 { 0 } else { longest + BEFORE_BYTES };
        let to = bytes.len().saturating_sub(behind).max(from);
        let begins = |byte: u8| first.get(usize::from(byte)).is_some_and(|known| *known);
        let here = bytes.iter().enumerate().take(to).skip(from).filter(|(_, byte)| begins(**byte));
        for (at, _) in here {
            if spellings.iter().any(|spelling| spelling.stands_at(&bytes, at)) {
                return Ok(true);
            }
        }
        if count == 0 {
            return Ok(false);
        }
        let done = to.saturating_sub(BEFORE_BYTES);
        bytes.drain(..done);
        from = to - done;
    }
}

/// A word in one encoding: for each character its bytes in lower and in upper case.
struct Spelling {
    characters: Vec<[Vec<u8>; 2]>,
    bytes_max: usize,
}

impl Spelling {
    fn all(word: &str) -> Vec<Self> {
        let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        vec![
            Self::of(word, &|text| text.as_bytes().to_vec()),
            Self::of(word, &|text| utf_16(text, u16::to_le_bytes)),
            Self::of(word, &|text| utf_16(text, u16::to_be_bytes)),
        ]
    }

    fn of(word: &str, encode: &impl Fn(&str) -> Vec<u8>) -> Self {
        let cases = |c: char| [c.to_lowercase().collect::<String>(), c.to_uppercase().collect::<String>()];
        let bytes = |c: char| cases(c).map(|text| encode(&text));
        let characters: Vec<[Vec<u8>; 2]> = word.chars().map(bytes).collect();
        let longest = |cases: &[Vec<u8>; 2]| cases.iter().map(Vec::len).max().unwrap_or_default();
        let bytes_max = characters.iter().map(longest).sum();
        Self { characters, bytes_max }
    }

    fn first_bytes(&self) -> impl Iterator<Item = u8> {
        self.characters.first().into_iter().flatten().filter_map(|case| case.first().copied())
    }

    fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        let mut left = rest(bytes, at);
        for cases in &self.characters {
            let Some(behind) = cases.iter().find_map(|case| left.strip_prefix(case.as_slice())) else {
                return false;
            };
            left = behind;
        }
        let end = bytes.len() - left.len();
        !self.characters.is_empty() && (end - at >= SURE_BYTES || is_word_of_text(bytes, at, end))
    }
}

/// True for a word between others in readable text.
fn is_word_of_text(bytes: &[u8], at: usize, end: usize) -> bool {
    let readable = |byte: &&u8| matches!(byte, b' '..=b'~');
    let before = bytes.get(..at).unwrap_or_default();
    let behind = rest(bytes, end);
    let in_front = before.iter().rev().take_while(readable).count();
    let after = behind.iter().take(TEXT_BYTES).take_while(readable).count();
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    in_front + (end - at) + after >= TEXT_BYTES && !letter(before.last()) && !letter(behind.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(bytes: &[u8], words: &[&str]) -> bool {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        says_any(bytes, &words).unwrap()
    }

    #[test]
    fn words_are_found_in_every_encoding_and_case_and_across_blocks() {
        let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        for word in ["Ivanova", "Иванова"] {
            let upper = word.to_uppercase();
            for text in
                [upper.as_bytes().to_vec(), utf_16(&upper, u16::to_le_bytes), utf_16(word, u16::to_be_bytes)]
            {
                for at in [0, 100, BLOCK_BYTES - 3, 2 * BLOCK_BYTES - 80] {
                    let bytes = [vec![0xee; at], text.clone(), vec![0xee; 50]].concat();
                    assert!(says(&bytes, &["other", word]), "{word} at {at}");
                    assert!(!says(&bytes, &["other", "Petrova"]), "{word} at {at}");
                }
            }
        }
        assert!(!says(b"Ivanova", &[]));
    }

    #[test]
    fn a_short_word_counts_in_a_text_and_not_in_pictures() {
        assert!(says(b"\x01\x02 author: Ann, 2026\x00", &["ann"]));
        assert!(!says(b"\x01\x02ann\x03\x04", &["ann"]));
        assert!(!says(b"an annotated text", &["ann"]));
    }
}
