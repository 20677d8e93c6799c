//! Words of the buyer and words for the marketplace: matching what was typed against data, the tree of reasons, the
//! phrase bank, terms, the language of a text and what it should not contain. Owns no sentence of the window.

pub mod closest;
pub mod fold;
pub mod language;
pub mod lint;
pub mod phrases;
pub mod reasons;
pub mod said;
pub mod terms;
