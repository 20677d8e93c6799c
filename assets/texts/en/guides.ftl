# guides: what to know, and what to do when the site makes trouble
guides-unreadable = The list of guides inside the program is damaged. Install it again.
guides-heading = Guides
guides-as-of = Read from { $sources } up to { $day }
guides-topic = { $code ->
    [site] When the site makes trouble
    [warranty] Warranty
    [court] Law and court
    [care] Before and between purchases
   *[order] When an order goes wrong
}
guides-title-site-busy = The site says “System is busy”
guides-steps-site-busy =
    Refresh the page with Ctrl+F5.
    Wait for half an hour and try again: Snooze on Today puts the date off that long.
    Turn off AdBlock and other extensions of the browser.
    Try another browser or another device.
    It happens most during big sales. Upload a day before the date, not in its last hour.
guides-title-answer-late = An answer is late
guides-steps-answer-late =
    Look at the tab of the dispute or complaint on the site, and record what it says now.
    Read the terms in the mail you got when you sent it: they may name another date.
    If the date in the mail has passed too, ask the marketplace’s support and record the message here.
    Look again every few days until it is answered.
guides-title-dispute-cancelled = A dispute was cancelled
guides-steps-dispute-cancelled =
    While the window is open, a dispute can be opened again: the case says until when.
    If a decision was made before, a complaint about it may be sent.
    After the window, the ways left are a report against the seller, and a claim with PayPal or the bank of your card.
guides-title-seller-cannot-ship = The seller cannot ship and refuses a refund
guides-steps-seller-cannot-ship =
    Ask to cancel the order; choose a reason that lies with the seller.
    The seller has 72 hours to answer. Record the request, and the program counts them.
    Without an answer the order is closed and the money goes back.
guides-title-warranty = What a warranty is worth
guides-steps-warranty =
    AliExpress itself gives no warranty. If there is one, it is the seller’s.
    Sellers who give one usually give 12 months from delivery. The program shows that date as a reminder only.
    Sending the item back is at your cost unless the seller writes otherwise.
    Ask yourself: did the fault come about without your doing? Only such faults are covered.
    Free gifts are not covered, and are left out of the amount you can ask for.
    Only a registered buyer can use it: the order must be in your own account.
    The text of the warranty stands at the bottom of the product page. Keep a picture of that page when you buy.
guides-title-law = Consumer law of your country
guides-steps-law =
    Claims under Russian consumer law come to nothing on AliExpress: ask for what the marketplace’s own rules give.
    Buyers in the EU and the UK keep their rights under the law of their home, whatever the site’s terms say.
guides-title-court = Going to court
guides-steps-court =
    The guide says that suing the site means going to China. Current terms name arbitration in Hong Kong; buyers in the EU, the EEA and the UK keep their courts at home.
    The other side may sue back.
    It costs a lot of money. Compare the costs with what is at stake, which Today shows, before you begin.
guides-title-seller-reviews = Looking at a seller
guides-steps-seller-reviews =
    Look at the seller’s reviews before you buy: more good ones than bad is the least.
    98 % of all reviews there are good, so a high number says little. Read the bad ones.
    Keep what you learned in the note of the order; search finds it when you meet that store again.
guides-title-many-disputes = Many disputes in a short time
guides-steps-many-disputes =
    A decision looks at your history with the seller and the site, beside the proof of both sides.
    Several disputes in a short time, or disputes about most of your orders, may limit your account. No source gives a firm number.
    Send full proof with each dispute. Forged proof or proof from another order can close an account.
