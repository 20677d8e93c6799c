# remind: reminders and what they say
remind-many = { $count ->
    [one] 1 date needs you
   *[other] { $count } dates need you
}
remind-many-body = The first: { $what }, { $order }, { $due }. Open Parcelproof to see all.
remind-body = { $order }
    { $due } · { $left }
remind-body-presumed = { $order }
    { $due } (presumed) · { $left }
remind-body-watch = { $order }
remind-none = Nothing to remind of now.
remind-off = Reminders are turned off in the settings of this library.
remind-handle-unknown = No date that is coming has the handle “{ $handle }”. Nothing was changed; “due --json” lists them.
remind-snoozed = Put off until { $until }.
remind-said-snoozed = Put off
remind-snooze-name = Snooze { $minutes } min: { $order }
remind-put-off = put off until { $until }
remind-check-in = Look at the case on the site
remind-check-in-text = Look at the case on the site: nothing was recorded since { $since }
remind-check-in-basis = last recorded { $since } + { $days } days
remind-snapshot = Keep a picture of the product page
remind-snapshot-text = Keep a picture of the product page: description and warranty, which stands at its bottom, may change
remind-snapshot-basis = { $days } days from the order
remind-last-hours = Do not leave uploads to the last hour: during big sales the site is often too busy.
remind-late-answer = Look at the page of the dispute and at the terms in the mail you got; then ask.
remind-worth-a-look = worth a look
remind-protection = End of protection is not known
remind-protection-text = Type when protection ends, as the order page says. Until then this is the earliest day on which the money may go to the seller
