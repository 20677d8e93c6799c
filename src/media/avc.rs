//! H.264 without a container that tells its size: the size of its pictures out of the parameters in the stream
//! (ITU-T H.264, 7.3.2.1.1). Reads nothing else.

use super::look::{find, rest, u8_at};

/// A sequence parameter set, by the five lower bits of its first byte.
const SEQUENCE_PARAMETERS: u8 = 7;
/// Bytes of one that are read: its size stands far in front.
const PARAMETERS_BYTES_MAX: usize = 256;

/// Width and height of the pictures, by the first parameters that make sense.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 0;
    while let Some(found) = find(rest(bytes, at), &[0, 0, 1]) {
        at += found + 3;
        let first = u8_at(bytes, at)?;
        // The upper bit is never set; parameters are always referred to.
        if first & 0x80 == 0 && first & 0x60 != 0 && first & 0x1f == SEQUENCE_PARAMETERS {
            let unit = rest(bytes, at + 1);
            let unit = unit.get(..find(unit, &[0, 0, 1]).unwrap_or(unit.len()).min(PARAMETERS_BYTES_MAX))?;
            if let Some(size) = parameters(&plain(unit)) {
                return Some(size);
            }
        }
    }
    None
}

/// The bytes without those that keep start codes from coming about.
fn plain(unit: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(unit.len());
    for byte in unit {
        if !(*byte == 3 && out.ends_with(&[0, 0])) {
            out.push(*byte);
        }
    }
    out
}

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn bit(&mut self) -> Option<u32> {
        let byte = u8_at(self.bytes, self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit.into())
    }

    fn skip(&mut self, bits: usize) {
        self.at += bits;
    }

    /// A number of Exp-Golomb coding.
    fn number(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while self.bit()? == 0 {
            zeros += 1;
        }
        if zeros > 24 {
            return None;
        }
        let mut value = 1_u32;
        for _ in 0..zeros {
            value = value << 1 | self.bit()?;
        }
        Some(value - 1)
    }

    /// The same with a sign.
    fn signed(&mut self) -> Option<i32> {
        let value = i32::try_from(self.number()?).ok()?;
        Some(if value % 2 == 0 { -(value / 2) } else { value / 2 + 1 })
    }
}

fn parameters(bytes: &[u8]) -> Option<(u32, u32)> {
    // Profiles that say how colours are coded.
    const HIGH: [u8; 13] = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
    let profile = u8_at(bytes, 0)?;
    // Profile, constraints, level.
    let mut bits = Bits { bytes, at: 24 };
    bits.number()?;
    let mut chroma = 1;
    if HIGH.contains(&profile) {
        chroma = bits.number()?;
        let lists = if chroma == 3 { 12 } else { 8 };
        // Three pictures without colour in place of one.
        if chroma == 3 && bits.bit()? == 1 {
            chroma = 0;
        }
        bits.number()?;
        bits.number()?;
        bits.skip(1);
        if bits.bit()? == 1 {
            for list in 0..lists {
                if bits.bit()? == 1 {
                    scaling(&mut bits, if list < 6 { 16 } else { 64 })?;
                }
            }
        }
    }
    bits.number()?;
    match bits.number()? {
        0 => {
            bits.number()?;
        }
        1 => {
            bits.skip(1);
            bits.signed()?;
            bits.signed()?;
            for _ in 0..bits.number()?.min(255) {
                bits.signed()?;
            }
        }
        _ => {}
    }
    bits.number()?;
    bits.skip(1);
    let width = bits.number()?.checked_add(1)?.checked_mul(16)?;
    let height = bits.number()?.checked_add(1)?.checked_mul(16)?;
    let frames_only = bits.bit()?;
    let height = height.checked_mul(2 - frames_only)?;
    if frames_only == 0 {
        bits.skip(1);
    }
    bits.skip(1);
    let mut cut = [0_u32; 4];
    if bits.bit()? == 1 {
        for side in &mut cut {
            *side = bits.number()?;
        }
    }
    let [left, right, top, bottom] = cut;
    let across = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let down = (if chroma == 1 { 2 } else { 1 }) * (2 - frames_only);
    let width = width.checked_sub(left.checked_add(right)?.checked_mul(across)?)?;
    let height = height.checked_sub(top.checked_add(bottom)?.checked_mul(down)?)?;
    (width > 0 && height > 0).then_some((width, height))
}

/// Passes over a list of factors.
fn scaling(bits: &mut Bits<'_>, count: usize) -> Option<()> {
    let (mut last, mut next) = (8_i32, 8_i32);
    for _ in 0..count {
        if next != 0 {
            next = (last + bits.signed()? + 256).rem_euclid(256);
        }
        if next != 0 {
            last = next;
        }
    }
    Some(())
}
