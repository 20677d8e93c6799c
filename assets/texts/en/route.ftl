# route: what happened, and which way to go

route-title = What happened?
route-open = What happened?…
route-words = Two ways lead on: a dispute about an order, or a complaint about a seller. The gentlest comes first; a report is the last lever.
route-search = In your own words
route-search-hint = optional
route-back = Back
route-go = Go this way

route-matter-order = An order went wrong
route-matter-seller = A seller breaks the rules
route-matter-account = My account
route-matter-other = Something else

route-trouble-not-shipped = The seller does not send it, or says he cannot
route-trouble-not-received = Paid, and it has not come
route-trouble-wrong-or-broken = It came wrong, broken or incomplete
route-trouble-dispute-cancelled = My dispute was cancelled
route-trouble-decision-unfair = The decision is wrong
route-trouble-counterfeit = A fake is sold as a brand
route-trouble-prohibited = Something is sold that may not be sold
route-trouble-breaks-rules = The seller asks for early confirmation or for money outside the site
route-trouble-search-tricks = Wrong category, unreal price, spam
route-trouble-fraud-store = False tracking, fraud store
route-trouble-rights-infringed = My own brand or picture is used
route-trouble-account-blocked = My account is blocked
route-trouble-card-verification = My card or phone has to be verified
route-trouble-new-account = My new account has to be verified
route-trouble-login = The login asks for a code
route-trouble-blocked-after-dispute = Blocked after a dispute
route-trouble-something-else = None of these

route-name-cancel-order = Cancel the order
route-name-dispute = Open a dispute
route-name-chat-claim = Tmall chat: { $kind }
route-name-reopen = Open the dispute again
route-name-complaint = Complain about the decision
route-name-report = Report: { $kind }
route-name-account = { $kind }
route-name-fallback = Ask the payment service or the bank
route-name-customer-service = Ask the Customer Service

route-why-cancel-order = The seller has 72 hours to answer; silence closes the order and the money comes back.
route-why-dispute-not-sent = Once something counts as sent, only a dispute brings the money back.
route-why-dispute = The usual way: the seller answers, and if you do not agree the marketplace decides.
route-why-dispute-first = If you bought it, a dispute brings the money back. A report does not.
route-why-report-last = A report punishes the store and brings no money. It is the last lever.
route-why-report-fake = Report the product, with photos that show the fake.
route-why-report-restricted = Report the product by its link and its kind.
route-why-report-rules = Report it with the order number and the messages. Whether the site still takes this type is not known.
route-why-report-search = Report the product by its link. No documents are needed; screenshots help.
route-why-report-fraud = Report the store with the tracking number and its dates.
route-why-report-holder = For rights holders only, with proof of ownership.
route-why-fallback = PayPal, the card or the bank have windows of their own.
route-why-reopen = A cancelled dispute can be opened again while the time for opening runs.
route-why-complaint = A complaint about the decision: at most 1,000 characters, with evidence.
route-why-service = The link is at the bottom of every page. The bot answers first: ask for a human agent until one comes.
route-why-account = An account appeal: fill in the form, the answer takes up to 5 business days.
route-why-account-card = Fill in the form. If it is refused, type the details again or use another card.
route-why-account-code = A code or a link; nothing of it is kept here.
route-why-account-measure = Record the notice. In the EU a legal appeal (DSA) is open for 180 days.
route-why-chat = Tmall takes no ordinary disputes. Operators are always there: keep the transcript, add photos.

route-shut-no-order = Open the order first.
route-shut-shipped = The order is on its way already.
route-shut-window = The time for opening ended { $due }.
route-refused-tmall-dispute = Tmall orders have no disputes. Tell an operator in the Tmall chat and start a chat claim here.
route-refused-tmall-other = Tmall is another channel than AliExpress. Start a chat claim for this order.

route-glossary = Guides use one word for four things. Which one is it?
route-word-dispute = Dispute
route-word-dispute-means = about an order: goods that did not come or are not as described
route-word-complaint = Complaint about the decision
route-word-complaint-means = about how a dispute was decided
route-word-account = Account appeal
route-word-account-means = about a blocked account
route-word-legal = Legal appeal (DSA)
route-word-legal-means = in the EU: about a measure of the marketplace, within 180 days

route-chat-title = Tmall chat
route-chat-words = Open the chat at the top right of the Tmall page. An operator is always there. Ask about the delivery, or say that the order does not correspond to its description. Save the transcript and attach it with photos.
route-chat-reason-delivery = Delivery
route-chat-reason-mismatch = Does not match its description
