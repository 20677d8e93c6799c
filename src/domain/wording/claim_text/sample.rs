//! A text as a guide gives it, for showing how short a claim may be.

/// Short, plain, and it worked (P4-16). Shown beside the composer, never filled in.
pub const SAMPLE: &str = "I ordered a watch, but they were not working and very poor quality. The fastener does not hold. \
     Please return my money. Photos and videos attached.";
