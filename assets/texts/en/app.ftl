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
app-ask-confirm-money = Once the marketplace has your confirmation, it pays the seller. Only a dispute within the days that follow can bring the money back.
app-ask-confirm-not-here = The parcel is not recorded as arrived. Confirming before it is in your hands makes a dispute practically impossible.
app-ask-confirm-check = First open the parcel, count the pieces, switch it on, measure it and take pictures.
app-ask-confirm-days = After that only the days of the marketplace’s rules are left for a dispute, counted from the confirmation.
app-ask-confirm-go = Record it
app-ask-confirm-keep = Not yet
app-ask-cancel-title = Cancel the dispute?
app-ask-cancel-refund = Is the refund really on your account? A promise is not a refund.
app-ask-cancel-window = A cancelled dispute can be opened again only while the time for opening runs, if at all.
app-ask-cancel-promise = Sellers ask for this in exchange for a payment later. Do not cancel for a promise.
app-ask-cancel-go = Cancel the dispute
app-ask-cancel-keep = Keep the dispute
app-ask-accept-title = Accept this offer?
app-ask-accept-final = An accepted offer ends the case for good. There is no second round.
app-ask-accept-go = Accept
app-ask-accept-keep = Keep negotiating
app-ask-report-title = Export a report against the seller?
app-ask-report-truth = Send only what you know to be true. Marketplaces block accounts for false reports.
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
