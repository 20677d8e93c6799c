# recognise: pasted page words and what they propose

recognise-impossible-date = “{ $words }” is not a date of any calendar. Nothing was made of it.
recognise-doubt-before-order = That is before the order was placed ({ $ordered }). Check the date.
recognise-doubt-future = That is still to come, but the page says that it happened. Check the date.
recognise-doubt-currency = The page does not say which currency this is, so no amount is kept.
recognise-doubt-other-currency = { $amount } is not in the currency of the order. Check it.
recognise-doubt-completed = A completed order may mean that the receipt was confirmed, or that it ended another way. Record it only if the receipt was confirmed: that pays the seller.
recognise-doubt-return = These words also speak of sending the goods back. Look whether the money depends on it.
recognise-doubt-no-timer = The rules of this order have no such date. The words are kept as a note.
recognise-ask-year = The page gives no year. Which one is it?
recognise-ask-day-order = Which number is the day?
recognise-ask-seen = It counts from when you saw the page. Say when that was.
recognise-ask-date = The page gives no date for this. Type it.
recognise-ask-which-date = The page has more than one way to read this: a date near it may belong to other words. Which one is it?
recognise-ask-order-date = It counts from “{ $date }”, which the order does not have yet. Add it to the order, or type the date here.
recognise-no-case = There is no case yet that this belongs to. Start one first.
recognise-known = Already recorded
recognise-nothing = Nothing here is known to the program. Record what it says with Add event.
recognise-said-recorded = { $count ->
    [one] 1 event recorded from the page
   *[other] { $count } events recorded from the page
}

# The dialog
recognise-title = Paste page text
recognise-open = Paste page text…
recognise-words = Copy the words of the order, tracking or dispute page and paste them here. Nothing is recorded until you say so.
recognise-text = Words of the page
recognise-seen = You saw it at
recognise-seen-wrong = Type a date and a time like { $example }.
recognise-found = { $count ->
    [0] Nothing found yet
    [one] 1 thing found
   *[other] { $count } things found
}
recognise-at = When it happened
recognise-due = Date shown
recognise-date = Date
recognise-date-missing = Type a date like { $example }.
recognise-choose = Choose { $date }
recognise-reading = In the other zone: { $date }
recognise-goes-order = to the order
recognise-goes-case = to the case
recognise-anyway = Record it although the program objects: { $why }
recognise-go = { $count ->
    [0] Record
    [one] Record 1 event
   *[other] Record { $count } events
}
