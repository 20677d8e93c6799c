# guard: texts whose ids begin with "guard-"

guard-cancel-asks-refund = Is the refund really on your account?
guard-cancel-refund-seen = A refund is recorded as seen on your account.
guard-cancel-asks-days = How many days would be left to open it again?
guard-cancel-days-none = None that would be of use: nothing can be opened after it is cancelled.
guard-cancel-asks-reopen = Can it be opened again at all?
guard-cancel-reopen-never = No: after a cancelled dispute no second one can be opened here.
guard-cancel-reopen-unknown = Not known for this marketplace: count on no.
guard-cancel-reopen-open = Only while the time for opening runs.
guard-cancel-asks-after = Was it opened after the end of protection?
guard-cancel-in-protection = No: it was opened before the end of protection.
guard-cancel-protection-unknown = The end of protection is not known. Type what the order page shows.
guard-cancel-calm = Sellers often ask for this with a sad story or a promise. You owe nobody a cancelled dispute: it can wait until the money is there.
guard-accept-final = An accepted offer ends the case for good. There is no second round.
guard-accept-unknown = The offer is not recorded, so it cannot be compared with what you asked. Record it first.
guard-accept-as-asked = It is what you asked for.
guard-accept-word = Compare it with the dispute page: only what stands there counts, whatever the seller writes.
guard-accept-tick = I have compared it with what I asked
guard-accept-tick-red = I know that this money cannot be claimed if it does not come
guard-report-false = Write only what is true and what you can prove. Accounts are limited or closed for false reports and forged evidence, and then no refund comes.
guard-report-true = Write only what is true and what you can prove.
guard-report-proof = A report without proof of each point counts against you. Attach photos, videos or messages for what you say.
guard-report-check = Read it once more: dates, names and amounts as the pages show them.
guard-confirm-money = Once the marketplace has your confirmation, the money leaves its safekeeping and goes to the seller.
guard-confirm-not-here = The parcel is not recorded as arrived. Confirming before it is in your hands makes a dispute practically impossible.
guard-confirm-disputed = A dispute about this order is running. Confirming the receipt weakens it.
guard-confirm-window = { $count ->
    [one] After that, only one day is left to open a dispute.
   *[other] After that, only { $count } days are left to open a dispute.
}
guard-confirm-opened = Opened: the parcel, on video if you can.
guard-confirm-counted = Counted: every piece of the order is there.
guard-confirm-switched-on = Switched on: it works, and it charges.
guard-confirm-measured = Measured: size and material are as described.
guard-confirm-photographed = Photographed: item, package and label.
guard-confirm-asked = If somebody asked you to confirm early, do not.
guard-edit-clocks = The seller's days to answer begin again with a change; the days of negotiation do not.
guard-edit-none = The marketplace reviews: nothing can be changed any more.
guard-edit-evidence-only = The marketplace reviews: evidence can be added; reason, plan and amount stay as they are.
guard-edit-all = The marketplace reviews: it can still be changed until it is decided.
guard-edit-unknown = The marketplace reviews. Whether it can still be changed is not known: look at the page.
guard-account-clocks-go-on = Trouble with the account stops none of the dates of your orders. Look at Today, and write down what you can no longer do.
guard-account-limited = A case about your account is open. The dates of this order go on all the same: the last moment to open is { $due }. If the page does not let you, use support and your bank.
guard-account-limited-no-date = A case about your account is open. The dates of this order go on all the same. If the page does not let you open a dispute, use support and your bank.
