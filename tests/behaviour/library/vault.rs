//! Bytes in, the same bytes out.

use parcelproof::domain::evidence::Target;
use parcelproof::domain::ids::Sha256;
use parcelproof::domain::message::Unwatched;

use super::*;

#[test]
fn stored_bytes_are_read_back_under_their_hash() {
    let (folder, library) = fresh();
    let source = folder.path().join("photo.jpg");
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    std::fs::write(&source, &bytes).unwrap();
    let stored = library.store_file(&source, &Unwatched).unwrap();
    assert_eq!(stored.sha256, Sha256::of(&bytes));
    assert_eq!((stored.size_bytes, stored.already_there), (3_000_000, false));
    assert_eq!(std::fs::read(library.original_path(&stored.sha256)).unwrap(), bytes);
    assert!(library.store_bytes(&bytes).unwrap().already_there);
    let order = add_order(&library, "8123456789012345");
    let (evidence, attachment) = add_file(&library, &bytes, Target::Order { order });
    assert_eq!(library.evidence(evidence).unwrap().sha256, stored.sha256);
    assert_eq!(library.attachments_of_order(order).unwrap()[0].id, attachment);
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}
