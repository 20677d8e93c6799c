# packs: texts whose ids begin with "packs-"
packs-words = Dates and limits come from these packs of rules, each with its sources. What is shown on the page of your own order goes before any of them. Nothing here is legal advice.
packs-import = Import a pack…
packs-in-use = In use
packs-of-payment = Means of payment
packs-historic = Former rules
packs-own = Your own
packs-own-none = Copy a pack to change its values, or import one.
packs-on = In use
packs-off = Off
packs-broken = Cannot be read
packs-line = { $marketplace } · { $timers ->
    [0] no dates known
    [one] 1 date
   *[other] { $timers } dates
}
packs-as-of = read { $day }
packs-undated = its sources carry no date
packs-extends = Takes what it does not say itself from “{ $base }”.
packs-only-if = Only for some orders of the marketplace.
packs-version = version { $version }
packs-copy = Copy
packs-copy-title = { $title } (copy)
packs-edit = Edit
packs-export = Export…
packs-remove = Remove
packs-use = Use this pack
packs-stop = Stop using it
packs-dates = Dates
packs-no-dates = No source names a date. Type the dates that the page shows.
packs-switches = Other rules
packs-files = Files
packs-files-none = No source names limits for files. Those of the strictest pack known are used.
packs-files-for = Stated for: { $whom }.
packs-files-images = Pictures
packs-files-videos = Videos
packs-files-documents = Documents
packs-files-each = { $formats } · up to { $size } each
packs-files-below = { $formats } · less than { $size } each
packs-files-not = not accepted
packs-files-count = Number of files
packs-files-count-unknown = not known
packs-files-total = All files together
packs-files-more = More
packs-files-pages = at most { $count } pages
packs-files-dpi = at most { $count } dots per inch
packs-files-pixels = fewer than { $count } pixels
packs-files-name = names of at most { $count } characters
packs-files-charset = names with the characters { $charset } only
packs-sources = Sources
packs-trust = A: the marketplace's own text. B: a copy of it elsewhere. C: a manual or guide. D: a forum or blog.
packs-trust-unknown = not graded
packs-who = { $code ->
    [buyer] you
    [seller] seller
    [marketplace] marketplace
    [bank] bank
    [carrier] carrier
   *[both] both sides
}
packs-weak = Not certain
packs-not-known = Not known
packs-other = Another value: { $value }
packs-other-why = Another value: { $value } ({ $why })
packs-editor = Text of the pack
packs-editor-words = Change values, sources and remarks; the id stays. Saving is possible once the text can be read.
packs-editor-fine = The text can be read: { $timers ->
    [0] no dates
    [one] 1 date
   *[other] { $timers } dates
}, { $sources ->
    [one] 1 source
   *[other] { $sources } sources
}.
packs-editor-mistake = Line { $line }, column { $column }: { $mistake }
packs-editor-other-id = The id must stay “{ $id }”.
packs-save = Save
packs-cancel = Leave without saving
packs-said-copied = Pack copied
packs-said-saved = Pack saved
packs-said-imported = Pack imported
packs-said-on = Pack in use
packs-said-off = Pack out of use
packs-said-removed = Pack removed
packs-said-exported = Pack written to { $path }
packs-case-changed = The rules have changed since this case was opened: opened with { $then }, computed with { $now }.
packs-case-noted = Got it
packs-said-noted = Change of rules noted
packs-flag = { $code ->
    [abuse_limits_account] Disputes without proof limit the account
    [amount_cap] The amount is limited to
    [appeal_max_times] How often a decision is looked at again
    [chat_is_evidence] The chat counts as evidence when attached
    [complaint_text_max] Longest text of a complaint
    [contact_email] E-mail address, as said
    [court] Where a final decision can be taken
    [early_confirmation_ends_protection] Confirming early ends the protection
    [early_confirmation_is_offence] Asking to confirm early is an offence of the seller
    [edit_after_escalation] What can be changed during the review
    [escalation] How it goes to the marketplace
    [exchange] Where a replacement can be agreed
    [excluded_if] The claim is lost after
    [free_label_per_order] Free return labels per order
    [language] Language of texts
    [letter_if_same_merchant_30d] Disputes at one merchant in 30 days that need a letter
    [machine] How a claim is made
    [photos_required_if] When photos are needed
    [reopen] Opening a cancelled dispute again
    [reopen_min_days_left] Cancelling is final with fewer days left than
    [return_freight_change_of_mind] Who pays for a return after a change of mind
    [return_freight_defective] Who pays for a return of what is defective or wrong
    [review_favours_proof] The review tends to side with a buyer who has proof
    [trade_rules_report] The report about trade rules
   *[other] { $code }
}
packs-value = { $code ->
    [auto] by itself
    [manual] by the buyer
    [both] by itself or by the buyer
    [never] never
    [while_window_open] while the window is open
    [none] nothing
    [evidence_only] evidence only
    [all] everything
    [english_recommended] English is better
    [english_required] English only
    [any] any
    [received] when the parcel came
    [always] always
    [paid] what was paid
    [chat_claim] through the chat
    [buyer] buyer
    [seller] seller
    [unknown] not known
    [available] available
    [removed] removed
    [outside_dispute] outside a dispute only
    [in_dispute] in a dispute
    [consumer_home] arbitration, or the courts of the buyer's home
    [seller_country] in the seller's country
    [chargeback_filed] a chargeback
    [true] yes
    [false] no
   *[other] { $code }
}
