# report: reports about sellers, cases about the buyer's own account, patterns of fraud

# Types
report-type-ipr-non-holder = Fake sold as a brand
report-type-ipr-holder = My own rights are infringed
report-type-restricted = Restricted or prohibited product
report-type-trade-rules = Seller breaks the trade rules
report-type-search = Search manipulation
report-type-fraud-store = Fraud store or false tracking
report-about-ipr-non-holder = The seller shows an original brand, and what came is a fake. The site calls it “IPR Protection”, report for non-rights holders.
report-about-ipr-holder = Only for owners of a brand, patent or copyright and those who act for them. Another site of the group takes it, with proof.
report-about-restricted = Goods that may not be sold, or may not be sent by mail. The site calls it “Restricted or Prohibited Products”.
report-about-trade-rules = The seller asks to confirm receipt before delivery, asks for money outside the site, or deceives in a dispute. The site calls it “Trade Rules”.
report-about-search = Wrong category, the same product many times, a price that is not real, spam, phishing. The site calls it “Search Related Violations”.
report-about-fraud-store = A tracking number that does not exist, or one that belongs to another parcel at another time or address.

# Fields
report-field-product-url = Link to the product
report-field-order-number = Order number
report-field-reason = What the seller does
report-field-sub-type = Kind of product
report-field-order-completed = Is the order completed?
report-field-induced-confirmation = Did the seller ask you to confirm receipt before delivery?
report-field-received = Have you received the product?
report-field-details = What happened, in English and in detail
report-field-demand-tracking = Demand that the seller proves shipment with a valid tracking number?
report-field-contact = How the site can reach you
report-field-identity = Rights holder, and who acts for them
report-field-ownership = Proof of ownership
report-field-tracking = Tracking number
report-field-dates = Dates: ordered, shipped, what tracking says
report-field-mismatch = What does not fit: place, address, weight, time
report-field-missing = Missing: { $field }
report-field-unknown = A report of this type has no field “{ $field }”. It has: { $known }.
report-help-order-number = It is above each purchase in My orders.
report-help-contact = Stays in this library. It is not written into the text or an export.
report-help-several = One link per line
report-yes = Yes
report-no = No
report-not-said = Not said

# Choices
report-choice-weapons = Offensive weapons
report-choice-drugs = Illicit drugs
report-choice-adult = Adult material
report-choice-not-mailable = May not be sent by mail
report-choice-induced-confirmation = Asked to confirm receipt before delivery
report-choice-off-platform-payment = Asked for payment or refund outside the site
report-choice-dispute-deception = Deceived me in a dispute
report-choice-wrong-category = Product in the wrong category
report-choice-duplicate = The same product listed many times
report-choice-price-bait = A price that is not real
report-choice-spam = Spam
report-choice-phishing = Phishing
report-choice-tracking-invalid = Number does not exist or cannot be tracked
report-choice-tracking-irrelevant = Number belongs to another parcel
report-choice-wrong-recipient = Parcel went to another person

# What is wrong
report-type-missing = Choose what the report is about first.
report-kind-unknown = “{ $kind }” is no type here. Known: { $known }.
report-not-a-report = This case is not a report, so it has no form.
report-url-wrong = “{ $url }” is not a link to a page. It begins with https:// and names the product's page.
report-url-one = One link only: each product is a report of its own.
report-yes-no = Answer yes or no: { $field }
report-choice-unknown = “{ $value }” is none of the reasons of this type.
report-words-not-english = Not in English: { $field }. The site wants English.
report-words-short = The description is short. Details decide: at least { $least } characters are worth writing.
report-card-number = That looks like a card number. Card numbers, codes and passwords are not kept here. Leave it out.
report-no-evidence = No file is attached. Report only with compelling evidence: screenshots, photos, tracking.

# What to know before
report-warning-false-data = False data in a report: the account is blocked, without any refund.
report-warning-hits-buyer = A report is checked both ways: the rules may be applied to the buyer too.
report-warning-evidence = Report only with compelling evidence.
report-warning-perjury = You confirm it under penalty of perjury. Have the proof of ownership ready.
report-trade-rules-removed = The site no longer takes this type. Its way is a dispute and the marketplace’s decision.
report-warning-availability = Whether the site still takes this type is not known. Try a dispute first.
report-warning-on-platform = Pay, talk and take refunds only through the site. Deals outside it are not protected.
report-official = A well-written report counts as an official complaint.
report-before = Before you send

# Where to click
report-path = Where to click
report-path-disputes-and-complaints = Help › Disputes and Complaints › Submit a Report
report-path-non-rights-holders = Report (For Non-Rights Holders) › Submit a Report
report-path-rights-holders = Intellectual Property Complaint (For Rights Holders): leads to ipp.alibabagroup.com
report-path-restricted-tab = The tab Restricted or Prohibited Products
report-path-trade-rules-send = Trade Rules: the button is “Send a request”, in older forms “Add a complaint”
report-path-search-submit = Search Related Violations: the button is “Submit” (some pages spell it “Submint”)
report-path-report-center = Later: Report Center › My Reports, in older pages My AliExpress › Disputes and Complaints. The answer comes there and by e-mail.

report-contact-mail = An old guide names the address buyer@aliexpress.com. It is not verified, and others say that there is none.

# The case
report-state = { $code ->
    [draft] Report not sent yet
    [in_review] Report sent, in review
    [need_info] More information asked for
    [upheld] Report upheld
    [rejected] Report rejected
    [withdrawn] Report withdrawn
   *[other] Report answered
}
report-form-title = Report
report-form-open = Fill in the report…
report-form-go = Save the report
report-form-empty = Nothing filled in yet
report-form-complete = Every field that is needed is filled in
report-said-saved = Report saved
report-log-form = Report form saved
report-next-no-time = The report is sent. No source says how long this kind takes: look into the Report Center now and then.
report-next-account-no-time = Sent. No source says how long this takes: look into your account now and then.
report-slow = Do not expect an answer at once: it usually takes one to three days.

# Account cases
report-account-reactivation = Blocked account: ask for reactivation
report-account-card-verification = Card or phone to be verified
report-account-new-account = New account to be verified
report-account-login = Login to be verified
report-account-blocked-after-dispute = Account blocked after a dispute
report-step-open-link = Press the link “Appeal for account reactivation”.
report-step-fill-in = Fill in what is asked for and send it.
report-step-wait = Wait up to 5 business days, then record the answer here.
report-step-fill-in-card = Fill in the suggested form with the card or the phone.
report-step-submit = Press “Submit”.
report-step-enter-number = Enter a phone number or an e-mail address that you can open.
report-step-enter-code = Enter the code that is sent, or press the link in the e-mail.
report-step-move-slider = Enter login and password, then move the slider.
report-step-read-reason = Read in the notice which measure was taken and why, and record when it came.
report-retry = If it was refused
report-retry-ask-service = Ask the Customer Service (link at the bottom of the page).
report-retry-retype = Delete the details and type them again.
report-retry-other-card = Use another card or another number.
report-retry-send-code-again = Have the code sent again.
report-retry-legal-appeal = In the EU: a legal appeal (DSA) within 180 days of the notice.
report-account-no-secrets = Codes, passwords and card numbers are not kept here.
report-account-clocks-run = While the account is blocked no dispute can be opened, but the clocks of the orders keep running.

# Patterns of fraud
report-pattern-shared-tracking = The same tracking number is on { $orders }, from another store. A number can belong to one parcel only: false numbers are sent to dozens of buyers.
report-pattern-shared-tracking-store = The same tracking number is on { $orders } of the same store. It may be one parcel for all: check that everything is in it.
report-pattern-price-bait = A phone for { $paid } often turns out to be a memory card. Film the opening of the parcel.
report-pattern-wrong-recipient = The parcel went to another address. A number of another buyer's parcel is used as false proof of delivery.
report-pattern-report = Report the store…
