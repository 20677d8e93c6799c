//! What may be recorded or opened now, and the sentence for what may not. A guard refuses; it never changes a date.

pub mod beside;
pub mod decide;
mod order_fit;
pub mod timely;
