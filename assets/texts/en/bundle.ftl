# bundle: texts whose ids begin with "bundle-"

# Stages of writing and checking
bundle-stage-write = Writing the bundle
bundle-stage-check = Reading the bundle again

# What can go wrong while writing
bundle-out-no-name = “{ $path }” does not name a bundle. Nothing was written. Give it a name that does not exist yet.
bundle-out-exists = “{ $path }” exists already and was left as it is. Choose another name for the bundle.
bundle-part-exists = “{ $path }” is in the way: an export to this place is running or was cut off. Nothing was written. Remove that file or choose another name.
bundle-no-folder = The folder for “{ $path }” does not exist. Nothing was written. Make the folder first or choose another place.
bundle-disk-full = The disk has no room for “{ $path }”. Nothing half written was kept. Free some space or choose another disk.
bundle-file-too-large = A file of the bundle is too large for the disk of “{ $path }”. Nothing half written was kept. Choose another disk, or write a folder instead of a zip.
bundle-not-writable = “{ $path }” cannot be written there. Nothing was changed. Choose a folder that you may write to.
bundle-not-written = “{ $path }” could not be written. Nothing half written was kept. Try again, or choose another disk.
bundle-not-as-written = The disk gave back other bytes than were written to “{ $path }”, so the bundle was not kept. Your library is safe. Choose another disk.
bundle-original-unread = “{ $name }” could not be taken from the library, so no bundle was written. { $why }
bundle-original-changed = “{ $name }” in the library no longer has the bytes it was stored with, so no bundle was written. Verify the library and add the file again.
bundle-redact-location = “{ $name }” tells where it was taken, so no redacted bundle was written. Make a copy without the location first.

# What can go wrong while verifying
bundle-unreadable = “{ $path }” cannot be read. Nothing was changed. Check the path and your permissions.
bundle-not-a-bundle = “{ $path }” is not a claim bundle. Nothing was changed. Name the folder or zip that the export wrote.
bundle-fault-changed = It was changed after the bundle was written.
bundle-fault-missing = It is missing.
bundle-fault-extra = It was not part of the bundle when it was written.
bundle-fault-unconfirmed = It cannot be confirmed, because the list of files is missing.
bundle-fault-link = It is a link or a device, not a file.
bundle-fault-unreadable = It cannot be read: { $detail }
bundle-fault-header = What the zip says about it was changed after the bundle was written.
bundle-fault-directory = The directory at the end of the zip was changed after the bundle was written.
bundle-fault-zip-damaged = The zip is cut off or damaged. Copy it again from where it came.
bundle-fault-cut = The zip is cut off or damaged here.
bundle-fault-repacked = The zip was packed by another program or damaged. Unpack it and verify the folder instead.
bundle-fault-name = Its name does not belong into a bundle.
bundle-fault-twice = The zip holds it twice.

# claim.txt and tag files
bundle-claim-count = --- { $count ->
    [one] { $count } character
   *[other] { $count } characters
} above, spaces and line breaks counted. Copy only the text above this line. ---
bundle-description = Claim bundle { $name }: exhibits, originals, claim text, dossier, timeline and deadlines
bundle-how-to-verify =
    How to check this bundle

    A list of digests (SHA-256) was written together with the files. A digest is a
    fingerprint: change one byte of a file and it no longer fits. Any of these three
    ways checks the bundle. None of them needs the network.

    1. With Parcelproof, every byte, these lists included:

           parcelproof verify-bundle THIS-FOLDER

       The zip can be checked in the same way, without unpacking it.

    2. With tools that every Linux and most other systems have, in this folder:

           sha256sum -c manifest-sha256.txt
           sha256sum -c tagmanifest-sha256.txt

       On a Mac: shasum -a 256 -c manifest-sha256.txt

    3. With the Library of Congress's BagIt tool, from the folder above:

           bagit.py --validate THIS-FOLDER

    The layout is BagIt 1.0 (RFC 8493):

      data/upload/               what to upload, in upload order
      data/originals/            the same files as they came from the camera
                                 (left out of a redacted bundle)
      data/claim.txt             the text of the claim
      data/dossier.html          order, exhibits, timeline: opens in any browser
      data/timeline.csv          the timeline as a table
      data/deadlines.ics         the dates for a calendar
      manifest-sha256.txt        digests of everything under data
      tagmanifest-sha256.txt     digests of the files beside data
      tagmanifest-sha512.txt     the same with another digest

    What this proves: the files are the ones the bundle was written with. What it
    does not prove: when a photo was taken, or that somebody did not write a new
    bundle with new lists. Who wants to hold on to this very bundle notes down the
    digest of tagmanifest-sha512.txt today.

# The dossier: head
bundle-dossier-title = Claim dossier for order { $number }
bundle-dossier-title-plain = Claim dossier
bundle-submission = Submission { $number }: { $kind }
bundle-made-by = Written by { $program } on { $when }. All times are in the zone { $zone }.
bundle-redacted = Originals, address, phone, name and account were left out of this bundle, and so was everything that pictures tell beside themselves. Videos that tell a place or name somebody were left out whole. The originals are listed with their digests.
bundle-overridden = This bundle was exported although something stood in the way:

# The dossier: headings
bundle-h-summary = Summary
bundle-h-order = Order
bundle-h-exhibits = Exhibits
bundle-h-claim = Text of the claim
bundle-h-dates = Dates and how they come about
bundle-h-timeline = What happened
bundle-h-offers = Offers
bundle-h-requests = Requests for evidence
bundle-h-proof = What the digests prove

# The dossier: summary
bundle-case-is = Case
bundle-reason-is = Reason
bundle-remedy-is = Asked for
bundle-state-is = State
bundle-outcome-is = Decision
bundle-cap-is = Most that can be asked
bundle-next-is = Next step
bundle-next-by = { $text } By { $due }.
bundle-asked = Asked
bundle-offered = Offered
bundle-decided = Decided
bundle-received = Received

# The dossier: order
bundle-order-number = Order number
bundle-marketplace-is = Marketplace
bundle-store = Store
bundle-store-url = Store link
bundle-paid-total = Paid in all
bundle-payment = Paid with
bundle-tracking = Tracking number
bundle-carrier = Carrier
bundle-ships-from = Ships from
bundle-account = Account
bundle-address = Delivery address
bundle-line-of-case = The case is about this product.
bundle-line-gift = A free gift.
bundle-col-product = Product
bundle-col-quantity = Pieces
bundle-col-listed = Listed
bundle-col-paid = Paid
bundle-col-shipping = Shipping
bundle-col-coupon = Coupon

# The dossier: exhibits
bundle-no-exhibits = No files are attached to this claim.
bundle-exhibit = Exhibit { $number } · { $role }
bundle-uploaded = To upload
bundle-not-uploaded = Not in the upload folder: no copy of it fits what the marketplace accepts.
bundle-upload-is-original = The original itself.
bundle-copy-made = Copy made by
bundle-location-removed = { $steps }, location removed
bundle-original = Original
bundle-original-left-out = Not in this bundle.
bundle-captured = Taken
bundle-captured-offset = { $when } (UTC{ $offset }), as the file itself says ({ $source })
bundle-captured-local = { $when } in the camera’s own time, as the file itself says ({ $source })
bundle-device = Camera
bundle-file-size = { $size } ({ $size_exact } bytes)
bundle-media-kind = { $code ->
    [image] Picture
    [video] Video
   *[other] File
}

# The dossier: text, dates, timeline, offers, requests
bundle-claim-length = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}, spaces and line breaks counted.
bundle-col-when = When
bundle-col-what = What
bundle-col-who = Who acts
bundle-col-by = By
bundle-col-status = Status
bundle-col-why = Why
bundle-col-event = Event
bundle-col-amount = Amount
bundle-col-proposal = Proposal
bundle-col-freight = Return freight
bundle-col-standing = Standing
bundle-col-request = Asked for
bundle-col-due = Answer by
bundle-band = between { $from } and { $to }
bundle-no-date = not known
bundle-sources = Sources: { $sources }
bundle-presumed = Presumed: nobody has confirmed it yet.
bundle-shown-by-marketplace = The marketplace’s own page shows this date.
bundle-conflict = { $source } gives { $when } instead.
bundle-freight = return freight paid by: { $who }
bundle-outside = outside the marketplace
bundle-page-shows = the page shows { $when }
bundle-seen = seen on { $when }
bundle-shown-by = shown by “{ $name }”
bundle-tracking-is = tracking number { $number }
bundle-deduction = { $name }: { $amount } deducted
bundle-submission-sent = submission { $number } with { $files ->
    [one] { $files } file
   *[other] { $files } files
}
bundle-answered = answered
bundle-not-answered = not answered yet

# The dossier: what digests prove
bundle-proof-same = Each file is listed with its SHA-256 digest. If the digest still fits, the file is, byte for byte, the one this bundle was written with.
bundle-proof-not-when = A digest does not prove when a picture was taken, who took it, or that nothing was changed before the bundle was written.
bundle-proof-claims = Times and cameras under “Taken” are what the files say about themselves. Clocks can be wrong and such notes can be edited.
bundle-proof-how = HOW-TO-VERIFY.txt in the bundle explains three ways of checking it.

# Words for codes
bundle-marketplace = { $code ->
    [aliexpress] AliExpress
    [aliexpress-ru] AliExpress Russia
    [tmall] Tmall
    [ebay] eBay
    [amazon] Amazon
    [temu] Temu
    [paypal] PayPal
    [card] Card
   *[other] { $code }
}
bundle-case-kind = { $code ->
    [dispute] Dispute
    [complaint] Complaint
    [report] Report
    [chat] Claim by chat
    [account] Account case
    [fallback] Claim outside the marketplace
   *[other] { $code }
}
bundle-submission-kind = { $code ->
    [claim] claim
    [message] message
    [reply] reply to a request
    [complaint] complaint
    [report] report
   *[other] { $code }
}
bundle-reason = { $code ->
    [not_received] Not received
    [not_received-in_transit] Not received: still on its way
    [not_received-returned] Not received: sent back
    [not_received-no_tracking] Not received: no tracking
    [not_received-fake_tracking] Not received: tracking is false
    [not_received-customs] Not received: held at customs
    [not_received-wrong_address] Not received: sent to a wrong address
    [not_as_described] Not as described
    [not_as_described-size] Not as described: size
    [not_as_described-colour] Not as described: colour
    [not_as_described-shape] Not as described: shape
    [not_as_described-style] Not as described: style
    [not_as_described-material] Not as described: material
    [not_as_described-spec] Not as described: specification
    [not_as_described-used] Not as described: used
    [wrong_item] Wrong item
    [defective] Defective
    [defective-stitching] Defective: stitching
    [damaged] Damaged
    [not_working] Does not work
    [shortage] Fewer pieces than ordered
    [shortage-incomplete_set] Incomplete set
    [low_quality] Low quality
    [shipping_method] Other shipping method than agreed
    [counterfeit] Counterfeit
   *[other] { $code }
}
bundle-state = { $code ->
    [draft] Not opened yet
    [seller_turn] The seller has to answer
    [buyer_turn] The buyer has to answer
    [no_agreement] No agreement yet
    [marketplace_review] The marketplace is reviewing
    [evidence_requested] Evidence was asked for
    [choice_offered] The buyer has to choose between proposals
    [decided] Decided
    [return_leg] The return is under way
    [refund_waiting] Waiting for the refund
    [closed_paid] Closed, refunded
    [closed_lost] Closed without a refund
    [cancelled] Cancelled
   *[other] { $code }
}
bundle-outcome = { $code ->
    [win] For the buyer
    [partial] Partial refund
    [return_and_refund] Return and refund
    [lost] Against the buyer
    [upheld] Upheld
    [rejected] Rejected
    [restored] Restored
    [denied] Denied
   *[other] { $code }
}
bundle-plan = { $code ->
    [refund_only] Refund without return
    [return_and_refund] Return and refund
    [replacement] Replacement
    [spare_part] Spare part
    [repair] Repair
    [discount] Discount
    [wait] Wait longer
    [review_for_refund] Refund in exchange for a review
   *[other] { $code }
}
bundle-party = { $code ->
    [buyer] Buyer
    [seller] Seller
    [marketplace] Marketplace
    [bank] Bank
    [carrier] Carrier
    [both] Both sides
   *[other] { $code }
}
bundle-order-date = { $code ->
    [ordered] Ordered
    [paid] Paid
    [ship_by] To be shipped by
    [shipped] Shipped
    [expected] Expected
    [delivered] Delivered
    [confirmed] Receipt confirmed
    [protection_ends] Protection ends
   *[other] { $code }
}
bundle-order-event = { $code ->
    [placed] Order placed
    [paid] Order paid
    [risk_passed] Payment checked
    [cancel_requested] Cancellation of the order asked for
    [cancel_refused] Cancellation of the order refused
    [part_shipped] Part of the order shipped
    [shipped] Order shipped
    [tracking_update] Tracking news
    [tracking_missing] Tracking shows nothing
    [protection_extended] Protection extended
    [dispute_refused] Opening a dispute was refused
    [delivered] Parcel delivered
    [confirmed] Receipt of the order confirmed
    [frozen] Order frozen
    [unfrozen] Order no longer frozen
    [closed] Order closed
    [date_shown] Date shown by the order page
    [expiry_confirmed] End of protection confirmed
    [expiry_denied] Protection has not ended
    [expiry_postponed] End of protection moved
    [note] Note on the order
   *[other] { $code }
}
bundle-said = { $code ->
    [order_page] as the order page says
    [buyer] as the buyer says
    [import] from an order export
    [email] from an e-mail
    [carrier] as the carrier says
    [seller] as the seller says
    [file] from a file
   *[other] { $code }
}
bundle-role = { $code ->
    [parcel] parcel and label
    [unboxing] unboxing
    [defect] defect or difference
    [order_page] order page
    [chat] messages
    [tracking] tracking
    [receipt] receipt
   *[other] other
}
bundle-status = { $code ->
    [upcoming] To come
    [due] Due
    [overdue] Passed
    [met] Met
   *[other] Void
}
bundle-standing = { $code ->
    [open] Open
    [accepted] Accepted
    [rejected] Rejected
    [replaced] Replaced
   *[other] { $code }
}
bundle-event = { $code ->
    [seller_contacted] Seller contacted
    [seller_replied] Seller replied
    [submitted] Claim submitted
    [edited] Claim edited
    [seller_offer] Seller’s offer
    [seller_accepts] Seller accepts
    [seller_rejects] Seller refuses
    [offer_accepted] Offer accepted
    [offer_rejected] Offer refused
    [escalated] Marketplace asked to decide
    [evidence_requested] Evidence asked for
    [evidence_submitted] Evidence submitted
    [question_impossible] A request that cannot be met
    [proposals_shown] Proposals shown
    [proposal_chosen] Proposal chosen
    [decision] Decision
    [cancelled] Cancelled
    [reopened] Opened again
    [parcel_arrived] Parcel arrived
    [return_requested] Return requested
    [return_agreed] Return agreed
    [return_sent] Return sent
    [return_received] Return received
    [return_checked] Return checked
    [return_lost] Return lost
    [refund_agreed] Refund agreed
    [refund_processed] Refund processed
    [refund_seen] Refund seen on the account
    [complaint_sent] Complaint sent
    [complaint_decided] Complaint decided
    [coupon_issued] Coupon issued
    [coupon_used] Coupon used
    [survey_sent] Survey sent
    [report_sent] Report sent
    [report_decided] Report decided
    [need_info] More information asked for
    [account_blocked] Account blocked
    [measure_notified] Measure against the account notified
    [account_appeal_sent] Objection for the account sent
    [account_decided] Decision about the account
    [chat_answered] Answer in the chat
    [claim_filed] Claim filed
    [claim_granted] Claim granted
    [chargeback_filed] Chargeback filed
    [chargeback_answered] Chargeback answered
    [pre_arbitration] Bank’s second round
    [decision_received] Decision received
    [arbitration_notified] Arbitration announced
    [case_closed] Case closed
    [date_shown] The page shows a date
    [wait_until] Waiting agreed
    [expiry_confirmed] Expiry confirmed
    [expiry_denied] Expiry did not happen
    [expiry_postponed] Date moved by the marketplace
    [message] Message
    [note] Note
   *[other] { $code }
}
