//! Whether a JPEG's entropy data lasts to its last block: decoders fill what is missing with grey and say
//! nothing. Walks the Huffman codes of sequential and progressive pictures without making pixels.

use super::jpeg::{self, Segment};
use super::look::{be16, piece, rest, u8_at};

/// Frames with Huffman codes in which every block is written at once.
const SEQUENTIAL: std::ops::RangeInclusive<u8> = 0xc0..=0xc1;
/// The frame whose blocks are written in several scans, from coarse to fine.
const PROGRESSIVE: u8 = 0xc2;
const DHT: u8 = 0xc4;
const SOS: u8 = 0xda;
const DRI: u8 = 0xdd;

/// A Huffman table: for each length the first code, how many, and where their values begin.
#[derive(Clone, Default)]
struct Table {
    first: [u32; 16],
    count: [u32; 16],
    start: [usize; 16],
    values: Vec<u8>,
}

impl Table {
    fn read(counts: &[u8], values: &[u8]) -> Self {
        let mut table = Self { values: values.to_vec(), ..Self::default() };
        let (mut code, mut start) = (0_u32, 0_usize);
        let lengths = table.first.iter_mut().zip(&mut table.count).zip(&mut table.start);
        for (((first, count), begin), told) in lengths.zip(counts) {
            (*first, *count, *begin) = (code, u32::from(*told), start);
            code = (code + u32::from(*told)) << 1;
            start += usize::from(*told);
        }
        table
    }
}

/// What the header segments say.
#[derive(Default)]
struct Frame {
    width: usize,
    height: usize,
    /// Component id, blocks across and down a unit.
    components: Vec<(u8, usize, usize)>,
    dc: [Table; 4],
    ac: [Table; 4],
    restart: usize,
    progressive: bool,
    /// Of every component's blocks, which coefficients are known not to be zero: one bit each. Refining scans
    /// hold a bit for exactly those.
    known: Vec<Vec<u64>>,
}

/// Which coefficients a scan writes, and whether it refines them.
#[derive(Clone, Copy)]
struct Band {
    first: usize,
    last: usize,
    refines: bool,
}

/// False when the entropy data of a JPEG ends before its blocks do, or holds a code that no table has.
/// True as well for every kind that is not walked here.
pub(super) fn is_whole(source: &[u8], segments: &[Segment]) -> bool {
    let mut frame = Frame::default();
    for segment in segments {
        let body = jpeg::body(source, *segment);
        match segment.marker {
            marker if SEQUENTIAL.contains(&marker) => frame.size(body),
            PROGRESSIVE => {
                frame.progressive = true;
                frame.size(body);
            }
            marker if jpeg::is_frame(marker) => return true,
            DHT => frame.tables(body),
            DRI => frame.restart = be16(body, 0).unwrap_or(0).into(),
            SOS if !frame.scan(body) => return false,
            _ => {}
        }
    }
    true
}

impl Frame {
    fn size(&mut self, body: &[u8]) {
        self.height = be16(body, 1).unwrap_or(0).into();
        self.width = be16(body, 3).unwrap_or(0).into();
        self.components = rest(body, 6)
            .as_chunks::<3>()
            .0
            .iter()
            .map(|[id, factors, _]| (*id, usize::from(factors >> 4), usize::from(factors & 15)))
            .collect();
    }

    fn tables(&mut self, mut body: &[u8]) {
        while let (Some(id), Some(counts)) = (u8_at(body, 0), piece(body, 1, 16)) {
            let length = counts.iter().map(|count| usize::from(*count)).sum();
            let Some(values) = piece(body, 17, length) else { return };
            let tables = if id >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            if let Some(table) = tables.get_mut(usize::from(id & 15)) {
                *table = Table::read(counts, values);
            }
            body = rest(body, 17 + length);
        }
    }

    /// Blocks of a component that hold a part of the picture, across and down.
    fn own_blocks(&self, across: usize, down: usize) -> usize {
        let most = |side: fn(&(u8, usize, usize)) -> usize| {
            self.components.iter().map(side).max().unwrap_or(1).max(1)
        };
        let blocks = |side: usize, own: usize, most: usize| (side * own).div_ceil(most).div_ceil(8);
        blocks(self.width, across, most(|part| part.1)) * blocks(self.height, down, most(|part| part.2))
    }

    /// Units of an interleaved scan.
    fn units(&self) -> usize {
        let wide = self.components.iter().map(|part| part.1).max().unwrap_or(1).max(1);
        let high = self.components.iter().map(|part| part.2).max().unwrap_or(1).max(1);
        self.width.div_ceil(8 * wide) * self.height.div_ceil(8 * high)
    }

    /// Walks one scan: its header, then its data.
    fn scan(&mut self, body: &[u8]) -> bool {
        let count = usize::from(u8_at(body, 0).unwrap_or(0));
        let header = 1 + 2 * count + 3;
        let (Some(first), Some(last), Some(approximation)) =
            (u8_at(body, header - 3), u8_at(body, header - 2), u8_at(body, header - 1))
        else {
            return false;
        };
        let band =
            Band { first: first.into(), last: usize::from(last).min(63), refines: approximation >> 4 != 0 };
        let mut parts = Vec::new();
        for index in 0..count {
            let (Some(id), Some(tables)) = (u8_at(body, 1 + 2 * index), u8_at(body, 2 + 2 * index)) else {
                return false;
            };
            let component = self.components.iter().position(|component| component.0 == id);
            let tables = (self.dc.get(usize::from(tables >> 4)), self.ac.get(usize::from(tables & 15)));
            let (Some(component), (Some(dc), Some(ac))) = (component, tables) else { return false };
            parts.push((component, dc, ac));
        }
        let mut bits = Bits { bytes: rest(body, header), at: 0, held: 0, count: 0 };
        // A scan of one component counts its own blocks; one of several counts units of all.
        if let [(component, dc, ac)] = parts.as_slice() {
            let Some((_, across, down)) = self.components.get(*component) else { return false };
            let blocks = self.own_blocks(*across, *down);
            self.known.resize(self.components.len().max(*component + 1), Vec::new());
            let mut known = self.known.get_mut(*component).map(std::mem::take).unwrap_or_default();
            known.resize(blocks, 0);
            let whole =
                single(&mut bits, (dc, ac), self.progressive.then_some(band), &mut known, self.restart);
            if let Some(place) = self.known.get_mut(*component) {
                *place = known;
            }
            return whole;
        }
        for unit in 0..self.units() {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 && !bits.restart() {
                return false;
            }
            for (component, dc, ac) in &parts {
                let Some((_, across, down)) = self.components.get(*component) else { return false };
                for _ in 0..across * down {
                    let read =
                        if self.progressive { direct(&mut bits, dc, band) } else { block(&mut bits, dc, ac) };
                    if read.is_none() {
                        return false;
                    }
                }
            }
        }
        true
    }
}

/// Walks the blocks of a scan of one component.
fn single(
    bits: &mut Bits<'_>,
    (dc, ac): (&Table, &Table),
    band: Option<Band>,
    known: &mut [u64],
    restart: usize,
) -> bool {
    let mut empty = 0;
    for (index, known) in known.iter_mut().enumerate() {
        if restart > 0 && index > 0 && index % restart == 0 {
            empty = 0;
            if !bits.restart() {
                return false;
            }
        }
        let read = match band {
            None => block(bits, dc, ac),
            Some(band) if band.first == 0 => direct(bits, dc, band),
            Some(band) if band.refines => refined(bits, ac, band, known, &mut empty),
            Some(band) => coarse(bits, ac, band, known, &mut empty),
        };
        if read.is_none() {
            return false;
        }
    }
    true
}

/// The mean of a block in a progressive picture.
fn direct(bits: &mut Bits<'_>, dc: &Table, band: Band) -> Option<()> {
    if band.refines {
        return bits.skip(1);
    }
    let size = bits.code(dc)?;
    bits.skip(size.into())
}

/// Coefficients of a band, first written. `empty` counts blocks that hold nothing more.
fn coarse(bits: &mut Bits<'_>, ac: &Table, band: Band, known: &mut u64, empty: &mut u32) -> Option<()> {
    if *empty > 0 {
        *empty -= 1;
        return Some(());
    }
    let mut index = band.first;
    while index <= band.last {
        let code = bits.code(ac)?;
        match (code >> 4, code & 15) {
            (15, 0) => index += 16,
            (run, 0) => {
                *empty = (1 << run) - 1 + bits.take(run.into())?;
                break;
            }
            (run, size) => {
                index += usize::from(run);
                *known |= 1_u64.checked_shl(index as u32).unwrap_or(0);
                bits.skip(size.into())?;
                index += 1;
            }
        }
    }
    Some(())
}

/// One bit more for the coefficients of a band that are known, and new ones between them.
fn refined(bits: &mut Bits<'_>, ac: &Table, band: Band, known: &mut u64, empty: &mut u32) -> Option<()> {
    let mut index = band.first;
    while *empty == 0 && index <= band.last {
        let code = bits.code(ac)?;
        let (mut run, new) = (code >> 4, code & 15 != 0);
        if new {
            bits.skip(1)?;
        } else if run < 15 {
            *empty = (1 << run) + bits.take(run.into())?;
            break;
        }
        while index <= band.last {
            if *known >> index & 1 == 1 {
                bits.skip(1)?;
            } else if run == 0 {
                break;
            } else {
                run -= 1;
            }
            index += 1;
        }
        if new && index <= band.last {
            *known |= 1 << index;
        }
        index += 1;
    }
    if *empty > 0 {
        let left = (index..=band.last).filter(|index| *known >> index & 1 == 1).count();
        bits.skip(left as u32)?;
        *empty -= 1;
    }
    Some(())
}

/// Reads past one block of 64 coefficients.
fn block(bits: &mut Bits<'_>, dc: &Table, ac: &Table) -> Option<()> {
    let size = bits.code(dc)?;
    bits.skip(size.into())?;
    let mut index = 1;
    while index < 64 {
        let code = bits.code(ac)?;
        match (code >> 4, code & 15) {
            (15, 0) => index += 16,
            (_, 0) => break,
            (run, size) => {
                index += 1 + usize::from(run);
                bits.skip(size.into())?;
            }
        }
    }
    Some(())
}

/// Entropy data, bit by bit, without its stuffing.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn bit(&mut self) -> Option<u32> {
        if self.count == 0 {
            let byte = u8_at(self.bytes, self.at)?;
            self.at += 1;
            if byte == 0xff {
                // A marker ends the data.
                if u8_at(self.bytes, self.at) != Some(0) {
                    self.at -= 1;
                    return None;
                }
                self.at += 1;
            }
            (self.held, self.count) = (byte.into(), 8);
        }
        self.count -= 1;
        Some(self.held >> self.count & 1)
    }

    fn skip(&mut self, bits: u32) -> Option<()> {
        for _ in 0..bits {
            self.bit()?;
        }
        Some(())
    }

    fn take(&mut self, bits: u32) -> Option<u32> {
        (0..bits).try_fold(0, |value, _| Some(value << 1 | self.bit()?))
    }

    fn code(&mut self, table: &Table) -> Option<u8> {
        let mut code = 0;
        for ((first, count), start) in table.first.iter().zip(&table.count).zip(&table.start) {
            code = code << 1 | self.bit()?;
            if let Some(place) = code.checked_sub(*first).filter(|place| place < count) {
                return table.values.get(start + place as usize).copied();
            }
        }
        None
    }

    /// Steps over a restart mark; the bits before it are padding.
    fn restart(&mut self) -> bool {
        self.count = 0;
        while u8_at(self.bytes, self.at) == Some(0xff) && u8_at(self.bytes, self.at + 1) == Some(0xff) {
            self.at += 1;
        }
        let found = u8_at(self.bytes, self.at) == Some(0xff)
            && matches!(u8_at(self.bytes, self.at + 1), Some(0xd0..=0xd7));
        self.at += 2;
        found
    }
}
