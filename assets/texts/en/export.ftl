# export: texts whose ids begin with "export-"
export-title = Export claim
export-subtitle = Checked first, written to your disk, then read again. Nothing is sent.
export-to-case = Back to the case
export-check = Before you send
export-all-good = Nothing stands in the way.
export-blocker = In the way
export-warning = Worth a look
export-what = What goes in, in upload order
export-no-files = No files are attached. The claim would hold only its text.
export-as-it-is = as it is
export-copy = its copy that fits
export-copy-made = a copy that fits, made now
export-not-uploaded = only among the originals
export-earlier = Move “{ $file }” up
export-later = Move “{ $file }” down
export-where = Where
export-folder = Folder
export-folder-hint = Choose a folder, or type its path
export-choose = Choose…
export-form = Form
export-as-folder = A folder
export-as-zip = One zip file
export-redact = Leave out originals, address, names and location
export-anyway = Export in spite of what stands in the way, and say so inside
export-go = Export
export-needs-folder = Choose where to first.
export-needs-fixes = Mend what stands in the way, or tick the box above.
export-running = The claim is being written. You can go on working.
export-done = { $count ->
    [one] The claim is ready, with 1 exhibit
   *[other] The claim is ready, with { $count } exhibits
}
export-done-words = Upload the files in data/upload in their order, and paste the text. Everything was read again and matches.
export-open = Open folder
export-copy-files = Copy files
export-check-again = Check again
export-again = Export again
export-toast-done = Claim exported
export-verified = { $count ->
    [one] 1 file read again: it is as it was written.
   *[other] { $count } files read again: all are as they were written.
}
export-fault = { $file }: { $what }
