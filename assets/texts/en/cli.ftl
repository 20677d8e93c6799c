# cli: what the command line says
cli-zone-unknown = There is no time zone “{ $zone }”. Use an IANA name such as Europe/Moscow; nothing was done.
cli-moment-refused = “{ $text }” is not a date here. Use 2026-03-20, 2026-03-20T14:00 or 2026-03-20T14:00:00Z, with a year from 1990 to 2199; nothing was changed.
cli-code-refused = “{ $text }” is not known here. Known are: { $known }. Nothing was changed.
cli-country-refused = “{ $text }” is not a country here. Use two letters such as CN; nothing was changed.
cli-currency-refused = “{ $text }” is not a currency. Use three letters such as USD; nothing was changed.
cli-currency-needed = “{ $text }” has no currency. Add --currency, or write “{ $text } USD”; nothing was changed.
cli-amount-refused = “{ $text }” is not an amount. Write it as 11.73; nothing was changed.
cli-event-unknown = There is no event { $event } there that could be answered. Nothing was changed. Those there are: { $known }.
cli-marketplace-stays = Order { $number } belongs to { $marketplace }, which cannot be changed. Nothing was changed; remove the order and add it at the other marketplace.
cli-nothing-to-set = No field was given. Nothing was changed; “order set --help” names the fields.
cli-not-of-a-line = { $flags } cannot be given for one line. Nothing was added; use “order set { $number }” for what belongs to the whole order.
cli-not-a-file = “{ $path }” is not a file. Nothing was changed; name a text file.
cli-file-too-long = “{ $path }” is longer than { $limit }. Nothing was changed; take a shorter text.
cli-file-not-text = “{ $path }” is not UTF-8 text. Nothing was changed; save it as UTF-8 and try again.
cli-quantity-refused = A quantity is 1 or more, or lots of pieces such as 2x50. Nothing was changed.
cli-deduct-refused = “{ $text }” is not a deduction. Write it as shipping=2.50; nothing was changed.
cli-output-unwritable = The answer could not be written out. What the command did is done.
cli-order-added = Added order { $number }.
cli-order-set = Changed order { $number }.
cli-case-of-order = Case { $case }: { $state }
cli-other-currency = This order was paid in { $paid }, so it cannot also be in { $asked }. Nothing was changed; give every amount in one currency, with --paid and --currency together.
cli-line-added = Added a line to order { $number }.
cli-event-recorded = Recorded “{ $type }”.
cli-event-not-recorded = Nothing was recorded: that is what to know before “{ $type }”.
cli-date-status = { $code ->
    [due] due
    [overdue] passed
    [met] met
   *[other] to come
}
cli-event-voided = Event { $id } counts no more. It stays in the log.
cli-removed = Moved to the bin. “bin restore { $handle }” takes it back.
cli-restored = Took { $handle } out of the bin.
cli-bin-emptied = { $count ->
    [0] The bin held no files to delete.
    [one] Deleted { $count } file for good, { $size }.
   *[other] Deleted { $count } files for good, { $size }.
}
cli-bin-kept = { $count ->
    [one] { $count } file stays in the bin, because a case names it as sent or chosen to be sent.
   *[other] { $count } files stay in the bin, because a case names them as sent or chosen to be sent.
}
cli-evidence-count = { $count ->
    [0] No files.
    [one] { $count } file.
   *[other] { $count } files.
}
cli-date-unknown = not known yet
cli-attached = File { $id } is attached to { $number }.
cli-detached = File { $id } is not attached to { $number } any more.
cli-waits-in-inbox = It was used nowhere else, so it waits in the inbox. “evidence remove { $id }” puts it into the bin.
cli-case-opened = The case is open. Its number:
cli-text-length = { $count ->
    [one] { $count } character; { $limit }
   *[other] { $count } characters; { $limit }
}
cli-text-limit = at most { $limit }
cli-text-limit-unknown = the limit is not known
cli-exported = { $exhibits ->
    [one] Wrote { $exhibits } exhibit in { $files } files: { $path }
   *[other] Wrote { $exhibits } exhibits in { $files } files: { $path }
}
cli-export-blocked = Nothing was written. This stands in the way:
cli-verify-sound = { $count ->
    [one] { $count } original is as it was stored, and the logs hold together.
   *[other] { $count } originals are as they were stored, and the logs hold together.
}
cli-verify-unsound = { $count ->
    [one] Looked at { $count } original; not everything is as it was stored. Restore the named files from a backup.
   *[other] Looked at { $count } originals; not everything is as it was stored. Restore the named files from a backup.
}
cli-bundle-sound = { $count ->
    [one] { $count } file is byte for byte as it was written.
   *[other] { $count } files are byte for byte as they were written.
}
cli-bundle-unsound = { $count ->
    [one] Looked at { $count } file; the bundle is not as it was written.
   *[other] Looked at { $count } files; the bundle is not as it was written.
}
cli-pack-fine = { $count ->
    [one] The pack “{ $pack }” can be used. It has { $count } timer.
   *[other] The pack “{ $pack }” can be used. It has { $count } timers.
}
cli-pack-copied = “{ $pack }” was copied to “{ $copy }”. It is switched off until “rules enable { $copy }”.
cli-pack-imported = The pack “{ $pack }” is one of your own now. A new one is switched off until “rules enable { $pack }”.
cli-pack-exported = “{ $pack }” was written to { $path }.
cli-pack-enabled = “{ $pack }” is in use.
cli-pack-disabled = “{ $pack }” is out of use. Cases that were opened with it keep it.
cli-pack-removed = “{ $pack }” was removed.
cli-pack-own-on = (your own, in use)
cli-pack-own-off = (your own, off)
cli-phrase-unknown = There is no sentence “{ $id }”. Nothing was changed; “case phrases” lists them.
cli-field-refused = “{ $text }” is no field. Write it as FIELD=VALUE.
