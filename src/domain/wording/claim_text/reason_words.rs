//! What happened, in one English sentence by reason: the words for the marketplace.

use crate::domain::case::Reason;

/// What happened, by reason.
pub fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::NotReceived => "The parcel has not arrived.",
        Reason::NotReceivedInTransit => {
            "The parcel has not arrived: it is still on its way, and the protection of the order is about to end."
        }
        Reason::NotReceivedReturned => "The parcel did not reach me: the carrier sent it back.",
        Reason::NotReceivedNoTracking => {
            "The parcel has not arrived, and the tracking number shows no information."
        }
        Reason::NotReceivedFakeTracking => {
            "The parcel has not arrived. The tracking number belongs to another parcel: its dates or its places are not those of my order. I do not live at the place it shows."
        }
        Reason::NotReceivedCustoms => "The parcel did not reach me because of a problem at customs.",
        Reason::NotReceivedWrongAddress => {
            "The parcel did not reach me: it was sent to an address that is not mine. I do not live there."
        }
        Reason::NotAsDescribed => "The item I received is not as described on the product page.",
        Reason::NotAsDescribedSize => "The item I received has another size than the one I ordered.",
        Reason::NotAsDescribedColour => "The item I received has another colour than the one I ordered.",
        Reason::NotAsDescribedShape => {
            "The item I received has another shape than shown on the product page."
        }
        Reason::NotAsDescribedStyle => {
            "The item I received has another style than shown on the product page."
        }
        Reason::NotAsDescribedMaterial => {
            "The item I received is made of another material than described on the product page."
        }
        Reason::NotAsDescribedSpec => {
            "The item I received does not have the properties described on the product page."
        }
        Reason::NotAsDescribedUsed => "The item I received was sold as new, but it is used.",
        Reason::WrongItem => "I received a different item from the one I ordered.",
        Reason::Defective => "The item I received is defective.",
        Reason::DefectiveStitching => "The item I received is badly stitched.",
        Reason::Damaged => "The item arrived damaged.",
        Reason::NotWorking => "The item I received does not work.",
        Reason::Shortage => "I received fewer pieces than I ordered.",
        Reason::ShortageIncompleteSet => "The set I received is not complete.",
        Reason::LowQuality => "The item I received is of low quality.",
        Reason::ShippingMethod => "The parcel was sent by a cheaper shipping method than the one I paid for.",
        Reason::Counterfeit => "The item I received is a counterfeit of the brand named on the product page.",
    }
}
