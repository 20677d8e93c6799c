//! What the content of a file says about it. Filled by the media room, judged by `check`.

use serde::{Deserialize, Serialize};

use crate::domain::event::codes;
use crate::domain::moment::ClaimedTime;

codes! {
    /// What sort of thing a file is.
    MediaKind { Image = "image", Video = "video", Other = "other" }
}

codes! {
    /// A format by content. The sixteen accepted ones first (jpg and jpeg are one), then common strangers.
    Format {
        Jpeg = "jpeg", Png = "png", Gif = "gif", Bmp = "bmp",
        ThreeGp = "3gp", Mp4 = "mp4", Mpv = "mpv", Mov = "mov", Rm = "rm", Rmvb = "rmvb", Avi = "avi",
        Mpeg = "mpeg", Wmv = "wmv", Dat = "dat", Vob = "vob", Flv = "flv",
        Heic = "heic", Avif = "avif", Webp = "webp", Tiff = "tiff", Dng = "dng", Psd = "psd", Svg = "svg",
        Jxl = "jxl", Ico = "ico", Mkv = "mkv", Webm = "webm", M4v = "m4v", Mts = "mts", Ogv = "ogv",
        Pdf = "pdf", Html = "html", Text = "text", Zip = "zip", Audio = "audio", Empty = "empty", Unknown = "unknown",
    }
}

codes! {
    /// What is wrong with the structure of a file, or strange about it.
    Flaw {
        Empty = "empty", CutOff = "cut_off", Corrupt = "corrupt", NothingBehindSignature = "hollow",
        AudioOnly = "audio_only", Polyglot = "polyglot", TooComplex = "too_complex",
    }
}

/// What the content says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaFacts {
    /// Image, video or other.
    pub kind: MediaKind,
    /// The format by content. In families that content cannot tell apart the name has decided already.
    pub format: Format,
    /// A name for what `format` has no word for (`Microsoft Word`), from file-format.
    pub format_name: Option<String>,
    /// Length in bytes.
    pub size_bytes: u64,
    /// Width in pixels as displayed (orientation applied).
    pub width: Option<u32>,
    /// Height in pixels as displayed (orientation applied).
    pub height: Option<u32>,
    /// EXIF orientation 1–8, when given and not 1.
    pub orientation: Option<u8>,
    /// Duration, where the container tells.
    pub duration_secs: Option<f64>,
    /// More than one frame in an image.
    pub animated: bool,
    /// Capture time as the file claims it.
    pub captured: Option<ClaimedTime>,
    /// Camera or phone, as the file claims it.
    pub device: Option<String>,
    /// A location is written in the file.
    pub has_location: bool,
    /// Structural flaws found by reading structure and both ends.
    pub flaws: Vec<Flaw>,
}

impl MediaFacts {
    /// Facts of a file that could not be read: not even whether it is empty is known.
    pub fn unread(size_bytes: u64) -> Self {
        Self { format: Format::Unknown, flaws: Vec::new(), ..Self::unknown(size_bytes) }
    }

    /// Facts of a file of which nothing but its length is known.
    pub fn unknown(size_bytes: u64) -> Self {
        Self {
            kind: MediaKind::Other,
            format: if size_bytes == 0 { Format::Empty } else { Format::Unknown },
            format_name: None,
            size_bytes,
            width: None,
            height: None,
            orientation: None,
            duration_secs: None,
            animated: false,
            captured: None,
            device: None,
            has_location: false,
            flaws: if size_bytes == 0 { vec![Flaw::Empty] } else { Vec::new() },
        }
    }
}
