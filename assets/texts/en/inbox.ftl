# inbox: texts whose ids begin with "inbox-"
inbox-subtitle = Files without an order. They are safe here; say where they belong when you know.
inbox-empty-title = The inbox is empty
inbox-empty-words = Files you drop outside an order wait here until they have one.
inbox-chosen = { $count ->
    [0] Choose all
    [one] 1 chosen
   *[other] { $count } chosen
}
inbox-choose = Choose { $file }
inbox-find-order = Find the order
inbox-assign-to = Assign to { $order }
inbox-belongs-to = Add to { $order }
inbox-no-suggestion = No order suggests itself. Choose the file and find its order above.
inbox-remove = To the bin
inbox-remove-one = Move { $file } to the bin
inbox-said-assigned = Files assigned
