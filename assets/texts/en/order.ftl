# order: an order, its fields and what is refused
order-number-refused = “{ $number }” is not an order number here: { $shape } Nothing was changed.
order-number-shape-aliexpress = it has 10 to 22 digits.
order-number-shape-ebay = it looks like 12-34567-89012.
order-number-shape-amazon = it looks like 123-1234567-1234567.
order-number-shape-other = 1 to 64 visible characters.
order-state-placed = Placed
order-state-risk_check = Paid, being checked
order-state-waiting_ship = Waiting to be sent
order-state-cancel_requested = Cancelling asked for
order-state-shipped = On its way
order-state-delivered = Delivered
order-state-completed_grace = Completed, dispute still possible
order-state-in_dispute = In dispute
order-state-frozen = Frozen by the marketplace
order-state-finished = Finished
order-state-closed_refunded = Closed, refunded
order-refused-no-extension = { $new } is not later than the present end of protection, { $old }. Nothing was recorded; check the date on the order page.
