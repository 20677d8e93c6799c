//! RealMedia: chunks to the end, duration, picture size. RM and RMVB differ only by name.

use std::io;

use super::look::{Look, be16, be32, find, rest, tag};
use super::{flaw, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

const CHUNKS_MAX: usize = 1_000;

/// `extension` decides between the two names.
pub(super) fn read(look: &mut Look<'_>, extension: Option<&str>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    facts.format = if extension == Some("rmvb") { Format::Rmvb } else { Format::Rm };
    let mut at = 0_u64;
    let (mut video, mut sound, mut data) = (false, false, false);
    for index in 0..CHUNKS_MAX {
        let header = look.at(at, 10)?;
        let (Some(name), Some(length)) = (tag(&header, 0), be32(&header, 4)) else { break };
        let known =
            matches!(&name, b".RMF" | b"PROP" | b"MDPR" | b"CONT" | b"DATA" | b"INDX" | b"RMMD" | b"RJMD");
        if !known {
            // Behind the last chunk encoders leave padding and their own trailers.
            if index < 2 {
                flaw(facts, Flaw::NothingBehindSignature);
            }
            break;
        }
        let end = at + u64::from(length).max(10);
        match &name {
            b"PROP" => {
                let body = look.at(at + 10, 40)?;
                facts.duration_secs = be32(&body, 20).filter(|ms| *ms > 0).map(|ms| f64::from(ms) / 1_000.0);
            }
            b"MDPR" => {
                let body = look.at(at + 10, (length as usize).min(64 * 1024))?;
                stream(&body, facts, &mut video, &mut sound);
            }
            b"DATA" => data = true,
            _ => {}
        }
        // The most common encoder counts its data ten bytes too long and ends it with eight zeros.
        let slack = if &name == b"DATA" { 18 } else { 0 };
        if end > look.size() + slack {
            flaw(facts, Flaw::CutOff);
            break;
        }
        // A live recording leaves the length of its data at zero: it runs to the end.
        if &name == b"DATA" && length == 0 {
            break;
        }
        at = end;
    }
    if look.size() <= 18 {
        flaw(facts, Flaw::NothingBehindSignature);
    } else if !data {
        flaw(facts, Flaw::CutOff);
    }
    if sound && !video {
        flaw(facts, Flaw::AudioOnly);
    }
    Ok(())
}

/// A stream's properties: thirty bytes of rates, two short names, then what its codec needs.
fn stream(body: &[u8], facts: &mut MediaFacts, video: &mut bool, sound: &mut bool) {
    if let Some(at) = find(body, b"VIDORV").or_else(|| find(body, b"VIDO")) {
        *video = true;
        let picture = rest(body, at + 8);
        if let (Some(width), Some(height)) = (be16(picture, 0), be16(picture, 2))
            && facts.width.is_none()
        {
            set_size(facts, width.into(), height.into());
        }
    } else if find(body, b".ra\xfd").is_some() || find(body, b"audio/").is_some() {
        *sound = true;
    }
}
