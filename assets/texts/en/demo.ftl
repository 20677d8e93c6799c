# demo: the steps of the sample
demo-order = Order { $number }: added.
demo-files = { $count ->
    [one] Evidence: { $count } file stored and checked.
   *[other] Evidence: { $count } files stored and checked.
}
demo-fixed = { $count ->
    [one] Made { $count } copy that fits; the original is unchanged.
   *[other] Made { $count } copies that fit; the originals are unchanged.
}
demo-case = Dispute: opened, sent, two offers on its timeline.
demo-orders = { $count ->
    [one] Beside it: { $count } more order.
   *[other] Beside it: { $count } more orders.
}
demo-exported = { $count ->
    [one] Claim bundle: { $count } exhibit.
   *[other] Claim bundle: { $count } exhibits.
}
demo-verified = { $count ->
    [one] Verified: { $count } file is as it was written, and so is the library.
   *[other] Verified: { $count } files are as they were written, and so is the library.
}
demo-not-verified = The sample does not verify. Your own library was not touched; please report this.
demo-many = Making orders
demo-many-done = { $count ->
    [one] Made { $count } order.
   *[other] Made { $count } orders.
}
demo-no-window = The sample is ready; only its window is missing. { $why }
demo-picture-unmade = A sample picture could not be made. Your own library was not touched.
demo-unmade = A part of the sample could not be made: { $what }. Your own library was not touched.
