//! Which family a file belongs to, by its first bytes. Says nothing of what is behind them.

use super::look::{Look, be32, find, rest, tag, u8_at};
use super::{asf, bmff, bmp, matroska, mpeg, png};

/// A family of formats that one file of this room reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Jpeg,
    Png,
    Gif,
    Bmp,
    Tiff,
    Riff,
    Bmff,
    MpegProgram,
    MpegElementary,
    MpegTransport,
    RealMedia,
    Asf,
    Flv,
    Matroska,
    Ogg,
    /// None of ours: `strangers` names it.
    Stranger,
}

/// Longest run of blank bytes in front of a signature that is looked behind.
const JUNK_MAX: usize = 64;

/// The family of a file by its first bytes.
pub(super) fn family(head: &[u8]) -> Family {
    match head {
        [0xff, 0xd8, 0xff, ..] => Family::Jpeg,
        _ if head.starts_with(png::SIGNATURE) => Family::Png,
        _ if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") => Family::Gif,
        _ if bmp::is_bmp(head) => Family::Bmp,
        [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => Family::Tiff,
        [b'R', b'I', b'F', b'F', ..] if is_known_riff(head) => Family::Riff,
        [b'.', b'R', b'M', b'F', ..] => Family::RealMedia,
        // The eight bytes that the signature tables give; the rest of the id follows in a sound file.
        _ if asf::HEADER.get(..8).is_some_and(|sign| head.starts_with(sign)) => Family::Asf,
        [b'F', b'L', b'V', 1, ..] => Family::Flv,
        _ if head.starts_with(matroska::SIGNATURE) => Family::Matroska,
        [b'O', b'g', b'g', b'S', ..] => Family::Ogg,
        _ if bmff::is_bmff(head) => Family::Bmff,
        _ if mpeg::is_program(head) => Family::MpegProgram,
        _ if mpeg::is_elementary(head) => Family::MpegElementary,
        _ if mpeg::is_transport(head) => Family::MpegTransport,
        // MPEG allows zero bytes before its first start code.
        [0, 0, 0, ..] => stuffed(head),
        _ => Family::Stranger,
    }
}

fn is_known_riff(head: &[u8]) -> bool {
    matches!(tag(head, 8).as_ref(), Some(b"AVI " | b"AVIX" | b"WEBP" | b"CDXA"))
}

fn stuffed(head: &[u8]) -> Family {
    let zeros = head.iter().take_while(|byte| **byte == 0).count();
    let start = rest(head, zeros.saturating_sub(2));
    match be32(start, 0) {
        Some(0x0000_01ba) if mpeg::is_program(start) => Family::MpegProgram,
        Some(0x0000_01b3) => Family::MpegElementary,
        _ => Family::Stranger,
    }
}

/// How many blank bytes (spaces, line ends, zeros, a byte-order mark) stand before a picture's signature.
pub(super) fn junk(head: &[u8]) -> usize {
    let mark = if head.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
    let blank = rest(head, mark)
        .iter()
        .take(JUNK_MAX)
        .take_while(|byte| byte.is_ascii_whitespace() || **byte == 0)
        .count();
    let after = rest(head, mark + blank);
    match family(after) {
        Family::Jpeg | Family::Png | Family::Gif => mark + blank,
        // A box's length may begin with zeros: only a text mark or spaces in front make it junk.
        _ => 0,
    }
}

/// True when an Ogg file announces a stream of pictures in its first pages.
pub(super) fn ogg_has_video(look: &Look<'_>) -> bool {
    let head = look.head();
    let pages = head.get(..4096).unwrap_or(head);
    let signs: [&[u8]; 4] = [b"\x80theora", b"BBCD\0", b"OVP80", b"\x01video\0"];
    signs.iter().any(|sign| find(pages, sign).is_some()) && u8_at(head, 4) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_like_a_signature_are_not_pictures() {
        for text in [
            "BMW 320i, 2014, one owner, never crashed, price to be agreed on",
            "GIF8 is a prefix",
            "RIFFraff",
        ] {
            assert_eq!(family(text.as_bytes()), Family::Stranger, "{text}");
        }
    }

    #[test]
    fn signatures_of_the_table_are_known() {
        let cases: [(&[u8], Family); 12] = [
            (b"\0\0\0\x14ftyp3gp4\0\0\0\0isom", Family::Bmff),
            (b"\0\0\0\x08wide\0\0\0\0mdat", Family::Bmff),
            (b"\0\0\x10\0moov....", Family::Bmff),
            (b".RMF\0\0\0\x12", Family::RealMedia),
            (b"RIFF....AVI LIST", Family::Riff),
            (b"RIFF....CDXAfmt ", Family::Riff),
            (b"\0\0\x01\xba\x21\0\x01\0", Family::MpegProgram),
            (b"\0\0\x01\xba\x44\0\x04\0", Family::MpegProgram),
            (b"\0\0\x01\xb3\x14\0\xf0\x13", Family::MpegElementary),
            (b"\0\0\0\0\x01\xb3\x14\0\xf0\x13", Family::MpegElementary),
            (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", Family::Asf),
            (b"FLV\x01\x05\0\0\0\x09", Family::Flv),
        ];
        for (head, expected) in cases {
            assert_eq!(family(head), expected, "{head:02x?}");
        }
    }
}
