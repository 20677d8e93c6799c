# order: an order, its fields and what is refused
order-number-refused = “{ $number }” is not an order number here: { $shape } Nothing was changed.
order-number-shape-aliexpress = it has 10 to 22 digits.
order-number-shape-ebay = it looks like 12-34567-89012.
order-number-shape-amazon = it looks like 123-1234567-1234567.
order-number-shape-other = 1 to 64 visible characters.

# The order screen
order-date = { $code ->
    [ordered] Ordered
    [paid] Paid on
    [ship_by] To be shipped by
    [shipped] Shipped
    [expected] Expected
    [delivered] Arrived
    [confirmed] Confirmed
    [protection_ends] Protection ends
   *[other] no words
}
order-said = { $code ->
    [order_page] as the order page says
    [buyer] as you said
    [import] from an order export
    [email] from an e-mail
    [carrier] as the carrier says
    [seller] as the seller says
   *[file] from a file
}
order-field-title = Title
order-field-options = Options
order-field-paid = Paid
order-field-listed = Listed
order-field-shipping = Shipping
order-field-currency = Currency
order-field-delivery = Delivery
order-delivery-yes = Included in the advertised price
order-delivery-no = Not included in the advertised price
order-delivery-not-said = Not said
order-field-store = Store
order-field-tracking = Tracking
order-field-carrier = Carrier
order-field-payment = Payment
order-field-address = Address
order-field-note = Note
order-address-hidden = hidden
order-address-show = Show
order-address-hide = Hide
order-facts-empty = Nothing is known of this order yet. What was paid and the dates matter most.
order-edit = Edit the facts
order-remove = Move this order to the bin
order-said-removed = Order moved to the bin
order-said-changed = Order changed
order-start-case = Start a case
order-to-case = To the case
order-add-event = Add event
order-cases = Cases
order-so-far = So far
order-dates = Dates
order-date-by = by { $at }, your time
order-date-from = from { $at }, your time
order-date-unknown = no date yet
order-date-presumed = Presumed: nobody has confirmed it yet.
order-date-shown = The marketplace’s own page shows this date.
order-date-sources = Sources: { $sources }
order-date-weak = It rests on weak sources only.
order-date-conflict = { $source } gives { $at } instead.
order-why = Why?
order-form-title = Facts of the order
order-form-go = Save
order-form-from-page = The dates are those the order page shows
order-form-currency-wrong = Three letters, such as USD.

order-state-placed = Placed
order-state-risk_check = Paid, being checked
order-state-waiting_ship = Waiting to be sent
order-state-cancel_requested = Cancelling asked for
order-state-part_shipped = Sent in part
order-state-shipped = On its way
order-state-delivered = Delivered
order-state-completed_grace = Completed, dispute still possible
order-state-in_dispute = In dispute
order-state-fund_processing = Decided, money on its way
order-state-frozen = Frozen by the marketplace
order-state-finished = Finished
order-state-closed_refunded = Closed, refunded
order-refused-no-extension = { $new } is not later than the present end of protection, { $old }. Nothing was recorded; check the date on the order page.
order-date-ordered = Ordered
order-date-paid = Paid
order-date-ship_by = Ship by
order-date-shipped = Shipped
order-date-expected = Expected
order-date-delivered = Delivered
order-date-confirmed = Receipt confirmed
order-date-protection_ends = Protection ends
order-odd-date = { $date } { $at } lies before the order was made ({ $made }). It is stored as typed; look which of the two is wrong.

# How it was paid, and what a warranty is worth
order-field-prepaid = Prepaid
order-prepaid-yes = yes, outside the usual protection
order-field-warranty = Warranty
order-warranty = if the seller gives one; return freight: { $payer }
order-warranty-written = Does the product page or the seller promise a warranty? AliExpress itself gives none.
order-warranty-own-fault = Did the fault come about without your doing? Only such faults are covered.
order-warranty-registered = Was it bought from your own registered account? Only its owner can use the warranty.
order-warranty-gifts = Free gifts of the order are not covered.
order-refund-lands = { $code ->
    [card] A refund lands on the card, if it is still valid
    [paypal] A refund lands in the PayPal account
    [qiwi] A refund lands in the QIWI wallet
    [webmoney] A refund lands in the WebMoney purse
    [skrill] A refund lands in the Skrill (Moneybookers) account
    [western_union] A refund cannot go back through Western Union: ask where it will go
    [bank_transfer] A refund lands on the bank account it came from
    [cash] Cash cannot come back the way it went: ask where the refund will go
    [wallet] A refund lands in the wallet it came from
    [credit] A refund lowers what is still owed to the lender
   *[other] A refund goes back the way the money came
}
