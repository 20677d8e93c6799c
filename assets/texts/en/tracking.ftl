# tracking: texts whose ids begin with "tracking-": the log of what the tracking page said
tracking-title = Tracking log
tracking-empty = Nothing noted yet. Note what the tracking page says, with a date: it proves that nothing moved.
tracking-count = { $count ->
    [one] 1 snapshot
   *[other] { $count } snapshots
}
tracking-add = Note what it says
tracking-text = What the tracking page says today
tracking-missing = It shows nothing
tracking-elsewhere = Place it shows, if you do not live there
tracking-picture = Picture of the page
tracking-picture-none = no picture
tracking-save = Save snapshot
tracking-close = Leave
tracking-shows-nothing = The page shows nothing
tracking-shows-place = shows { $place }, where you do not live
tracking-has-picture = with a picture
tracking-said-added = Snapshot saved
tracking-needs-text = Say what the tracking page shows, or that it shows nothing. Nothing was recorded.
tracking-suggest-none = { $count ->
    [one] The page has shown nothing at all. “No tracking information” is the reason that fits.
   *[other] The page has shown nothing at all, looked at { $count } times. “No tracking information” is the reason that fits.
}
tracking-suggest-fake = The page shows { $place }, where you do not live. Say so: “tracking is false” is the reason that fits.
tracking-suggest-start = Start a case with this reason
