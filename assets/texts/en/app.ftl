# app: the program itself, units and countdowns
app-name = Parcelproof
app-bytes = { $value ->
    [one] { $value } byte
   *[other] { $value } bytes
}
app-kilobytes = { $value } kB
app-megabytes = { $value } MB
app-gigabytes = { $value } GB
app-left-minutes = { $count } min left
app-left-hours = { $count } h left
app-left-days = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
app-late-minutes = { $count } min late
app-late-hours = { $count } h late
app-late-days = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}

# Buttons that many screens share
app-cancel = Cancel
app-choose = Choose…
app-close = Close
app-try-again = Try again

# Files dropped, pasted, added
app-drop-here = { $count ->
    [one] Let go to add the file { $place }
   *[other] Let go to add { $count } files { $place }
}
app-drop-order = to “{ $order }”
app-drop-case = to the case about “{ $order }”
app-drop-inbox = to the inbox
app-dialog-files = Files to add
app-dialog-export = Folder for the claim
app-dialog-pack = Choose the file of a rule pack
app-dialog-pack-folder = Folder for the file of the rule pack
app-dialog-library = Library folder

# Notes
app-toast-added = { $count ->
    [one] 1 file added
   *[other] { $count } files added
}
app-toast-added-fix = { $added } · { $fix } not ready yet
app-toast-nothing-added = There was no file in what you dropped. Nothing was changed.
app-toast-no-picture = The clipboard holds no picture.
app-toast-copied = Copied
app-toast-copied-files = { $count ->
    [one] 1 file copied: paste it where you upload
   *[other] { $count } files copied: paste them where you upload
}
app-toast-undone = Taken back: { $what }
app-problem-and-more = { $first } And { $count ->
    [one] 1 more file
   *[other] { $count } more files
} could not be added.

# Questions before the five acts that undo cannot mend
app-ask-confirm-title = Record that you confirmed the receipt?
app-ask-confirm-go = Record it
app-ask-confirm-keep = Not yet
app-ask-cancel-title = Cancel the dispute?
app-ask-cancel-go = Cancel the dispute
app-ask-cancel-keep = Keep the dispute
app-ask-accept-title = Accept this offer?
app-ask-accept-go = Accept
app-ask-accept-keep = Keep negotiating
app-ask-report-title = Export a report against the seller?
app-ask-report-go = Export
app-ask-report-keep = Not yet
app-ask-bin-title = Empty the bin?
app-ask-bin-gone = { $count ->
    [one] 1 thing goes for good ({ $size }).
   *[other] { $count } things go for good ({ $size }).
}
app-ask-bin-trace = Their bytes are deleted from this laptop. A line saying that they were there stays.
app-ask-bin-go = Empty the bin
app-ask-bin-keep = Keep everything

# The window
app-no-display = There is no display to open a window on. The command line works without one: parcelproof --help
app-no-window = The window could not be opened. Nothing was changed. Try --renderer glow, or use the command line: parcelproof --help
app-library-closed = The library is not open
app-crashed = Parcelproof ended unexpectedly last time. Your files are safe; whatever was running then was not finished.
app-crash-show = Show the note
