# evidence: texts whose ids begin with "evidence-"

# The board
evidence-role = { $code ->
    [parcel] Parcel and label
    [unboxing] Unboxing
    [defect] Defect
    [order_page] Order page
    [chat] Chat
    [tracking] Tracking
    [receipt] Receipt
   *[other] Other
}
evidence-verdict = { $code ->
    [ready] Ready
    [borderline] May be refused
    [fixable] Can be fixed
    [elsewhere] Not fixable here
   *[rejected] Not accepted
}
evidence-ready-copy = Ready · copy
evidence-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
evidence-to-fix = { $count } to fix
evidence-fix = Make it fit
evidence-fix-all = Make all { $count } fit
evidence-toast-fitted = { $count ->
    [one] 1 copy that fits was made
   *[other] { $count } copies that fit were made
}
evidence-empty-title = No evidence yet
evidence-empty-words = Drop photos and videos here: the parcel with its label, the unboxing in one take, the defect from near and far.
evidence-caption = Caption
evidence-edit-caption = Edit the caption
evidence-more = More for “{ $file }”
evidence-earlier = Move earlier
evidence-later = Move later
evidence-detach = Take off this board
evidence-belongs = It shows
evidence-said-caption = Caption changed
evidence-said-moved = Order changed
evidence-said-shows = What the file shows was marked
evidence-said-role = Group changed
evidence-said-detached = File taken off
evidence-said-removed = Moved to the bin
