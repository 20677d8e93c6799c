//! Words of the buyer and words for the marketplace: matching what was typed against data, the tree of reasons, the
//! phrase bank, terms, the language of a text and what it should not contain, the texts of a claim and the fields of the
//! site's form. Owns no sentence of the window.

pub mod claim_text;
pub mod closest;
pub mod fold;
pub mod language;
pub mod lint;
pub mod one_line;
pub mod phrases;
pub mod reasons;
pub mod said;
pub mod site_form;
pub mod spot;
pub mod support_text;
pub mod terms;
