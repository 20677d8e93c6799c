# job: texts whose ids begin with "job-"

# Running jobs in the rail
job-bring-in = { $count ->
    [one] Adding files
   *[other] Adding { $count } files
}
job-paste = Adding a picture
job-fit = { $count ->
    [one] Making a copy that fits
   *[other] Making { $count } copies that fit
}
job-export = Exporting the claim
job-check-bundle = Checking the claim
job-calendar = Writing the calendar file
job-verify = Checking the library
job-empty-bin = Emptying the bin
job-sample = Making the sample case
job-waiting = waiting
job-stopping = stopping
job-cancel = Cancel: { $job }
job-items-failed = { $count } could not be done

# job: what every ability may have to say
job-pack-unknown = There is no rule pack “{ $pack }”. Nothing was changed; “rules list” names those there are.
job-pack-no-files = The rule pack “{ $pack }” says nothing about files. Nothing was changed; choose another pack.
job-no-packs = The program carries no rule packs, so it cannot judge files. Install it again; your library is safe.
job-order-gone = There is no order { $id } any more. Nothing was changed; look in the bin.
job-case-unknown = There is no case { $id }. Nothing was changed; “case list” names those there are.
job-case-not-recorded = The case could not be recorded. Nothing was changed; try again.
job-evidence-not-recorded = The file could not be recorded. It stays where it was; try again.
job-no-number-in-link = No order number was found in “{ $link }”. Nothing was changed; paste the number itself.
job-line-needed = This order has several products. Say which one the case or the value is for; nothing was changed.
job-line-unknown = Order { $number } has no line { $line }. Nothing was changed.
job-need-unknown = “{ $need }” is nothing that a file can be marked to show. Nothing was added.
job-dispute-needs-order = A dispute belongs to an order. Name the order; nothing was changed.
job-after-other-order = Case { $id } is about order { $number }, so a case about another order cannot follow it. Nothing was changed; name that order, or none.
job-nothing-to-undo = There is no such event that still counts. Nothing was changed.
job-bin-handle = “{ $handle }” names nothing in the bin. Nothing was changed; “bin list” names what there is.
job-submission-unknown = This case has no submission { $number }. Nothing was written.
job-not-attached = File { $id } is not attached there. Nothing was changed.
job-only-in-inbox = File { $id } is in the inbox because it is used nowhere else. Nothing was changed; attach it to an order, or remove it instead with “evidence remove { $id }”.
job-checking = Looking at files
job-copying = Copying files
job-fixing = Making copies that fit
job-folder-unreadable = The folder “{ $path }” could not be read. What was readable was done; check its permissions.
job-no-files = There are no files in “{ $path }”. Nothing was done; choose another folder.
job-file-unreadable = “{ $path }” could not be read. Nothing was changed; check that it exists and that you may read it.
job-file-unwritable = “{ $path }” could not be written. Nothing else was changed; check space and permissions.
job-out-no-folder = “{ $path }” is a file, or lies below one, so no copies can be put there. Nothing was written; name a folder.
job-fix-located = The place where the video was taken is written in it and cannot be taken out here, so no copy under another name was made. Rename the file yourself where the place may be known, or save it without the place in a video program.
job-no-free-name = “{ $path }” has no free name left for the copy. Nothing was overwritten; choose another folder.
job-copy-does-not-fit = No copy came out that is sure to fit. The original is unchanged.
job-copy-failed = “{ $name }”: { $why }
job-copy-gone = The copy of “{ $name }” is gone: another program removed it meanwhile. Nothing was written; try again.
job-copy-not-needed = “{ $name }” is ready as it is; nothing has to be made.
job-rename-in-bundle = Only the name of “{ $name }” is wrong. It is put right in the claim bundle by itself; nothing has to be made.
job-verify-missing = Missing: “{ $name }” ({ $hash }).
job-verify-changed = Changed since it was stored: “{ $name }” ({ $hash }).
job-verify-unreadable = Could not be read to the end: “{ $name }” ({ $hash }).
job-verify-chain = { $log } does not hold together at entry { $seq }.
job-verify-log-order = The log of order { $id }
job-verify-log-case = The log of case { $id }
job-verify-log-files = The log of files
job-verify-sent-changed = Submission { $id } is not what was recorded as sent.
job-verify-database = The database reports: { $words }
job-verify-orphaned = Left over from an import that did not finish: { $path }. It is safe to leave it.
job-suggest-number = its name holds the order number
job-suggest-tracking = its name holds the tracking number
job-suggest-delivered = taken around the delivery
job-suggest-only-parcel = the only parcel under way
job-export-file-gone = A chosen file is not in the library any more: “{ $caption }”. Take it out of the bin, or choose again.
job-export-twice = “{ $name }” was chosen twice; it goes in once.
job-export-not-uploaded = “{ $name }” does not fit what the marketplace takes, so it goes only among the originals.
job-export-copy-made = A copy of “{ $name }” that fits is made for the upload folder; the original stays as it is.
job-export-copy-failed = No copy of “{ $name }” could be made, so it goes only among the originals. { $why }
job-export-has-location = “{ $name }” tells where it was taken, and it is uploaded with that: this program cannot remove the place from a video yet.
job-export-redact-words = “{ $name }” holds more than pictures and sound (title, author, notes of a program), which may name somebody and cannot be taken out of it here, so it is left out of the redacted claim; its name and hash are listed.
job-export-redact-private = “{ $name }” holds words that are private, and they cannot be taken out of it here, so it is left out of the redacted claim; its name and hash are listed.
job-export-redact-location = “{ $name }” tells where it was taken, so it is left out of the redacted claim; its name and hash are listed.
job-export-borderline = “{ $name }” is just over the limit and may be refused. Make it shorter to be sure.
job-export-nothing-to-upload = No file that fits is chosen. Add a photo or a video, or make a copy that fits.
job-today-open-case = Open a dispute, or let it go
job-pack-built-in = “{ $pack }” comes with the program and cannot be changed. Nothing was changed; make a copy and change that.
job-pack-other-id = The text has the id “{ $written }” and not “{ $pack }”. Nothing was changed; keep the id, or make a copy under the new one.
job-pack-in-use = { $count ->
    [one] A case is computed with “{ $pack }”.
   *[other] { $count } cases are computed with “{ $pack }”.
} Nothing was changed; switch the pack off instead.
job-pack-extended = The pack “{ $by }” extends “{ $pack }”. Nothing was changed; remove that one first.
job-pack-file-exists = { $path } is there already. Nothing was written; choose another name.
job-pack-too-long = { $path } is longer than { $limit }. No rule pack is; nothing was changed.
job-pack-no-text = { $path } is no text in UTF-8. Nothing was changed.
job-pack-not-for-this = The rule pack “{ $pack }” is switched off, or is for another marketplace. No case was opened; choose another pack.
job-outgoing = Getting the files ready
job-outgoing-unwritable = The files could not be written next to the library. Nothing was changed; make room on the disk and try again.
job-paste-too-long = The text is longer than { $most } characters. Paste the part that matters.
job-paste-nothing-chosen = Nothing was chosen, so nothing was recorded.
job-paste-no-place = There is no case yet that this belongs to. Start one first; nothing was recorded.
