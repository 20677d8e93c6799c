# calendar: entries of the calendar file
calendar-title = { $what } ({ $order })
calendar-title-presumed = { $what }, presumed ({ $order })
calendar-title-band = { $what }, between two dates ({ $order })
calendar-title-band-presumed = { $what }, between two dates, presumed ({ $order })
calendar-band = Expected between { $from } and { $to }; neither is a firm date.
calendar-not-one = “{ $path }” is not a whole calendar file. Nothing was written; name another file.
calendar-written = { $path }: { $added } added, { $changed } changed, { $cancelled } cancelled.
calendar-save = Save calendar file…
calendar-save-title = Save or update a calendar file
calendar-saved = Calendar file brought up to date: { $added } added, { $changed } changed, { $cancelled } cancelled
