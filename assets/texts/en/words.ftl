# words: texts whose ids begin with "words-": composing a text, the site's form, ways of settling
words-tab-overview = Overview
words-tab-text = Write the text
words-tab-form = Fill in the form
words-tab-compare = Compare ways
words-text-which = Which text
words-text-kind = { $code ->
    [claim] Claim
    [message] Message to the seller
    [reply] Reply to a request
    [complaint] Complaint
    [report] Report
   *[other] Text
}

# Composing
words-facts = What to say
words-facts-words = Say it in your own language. What the program knows is put into English; the rest stays as you typed it, marked as not translated.
words-ordered = Ordered
words-ordered-hint = black, size 42
words-received = Received
words-received-hint = white, size 40
words-want = Want
words-want-hint = the missing part, or a refund
words-own = Anything else, in your own words
words-phrases = Choose what fits
words-phrases-none = Choose a reason first: the sentences to choose from go with it.
words-phrases-picked = { $count ->
    [0] none chosen
    [one] 1 chosen
   *[other] { $count } chosen
}
words-build = Write the text from this
words-said-built = Text written
words-hints = Before you send it
words-hints-none = Nothing to object: plain, polite and short enough.
words-sample = Example of a text that worked
words-tip-language = Big shops often have a manager who reads Russian; the marketplace itself reads English.
words-tip-rating = Sellers who care for their rating often settle at once. Ask them first, and keep their answer.
words-tip-talk = Other buyers found talking useless and won with pictures and video. Do both: write, and keep the proof.
words-tip-terms = Read the seller’s terms and warranty, and keep a picture of the product page: pages change.
words-intro = A dispute does two things: it tells the marketplace what went wrong, and it asks for your money.

# Hints on a text
words-lint-insult = An insult helps nobody: { $words }. Take it out.
words-lint-anger = This sounds angry: { $words }. Say what happened instead.
words-lint-feelings = Leave feelings out and keep facts: { $words }.
words-lint-pleading = There is no need to plead: { $words }. Ask plainly.
words-lint-capitals = Capitals look like shouting: { $words }.
words-lint-exclamation = { $count ->
    [one] One exclamation mark. A full stop does as well.
   *[other] { $count } exclamation marks. Full stops do as well.
}
words-lint-long-hint = { $count } characters. Shorter texts are read more often.
words-lint-long-warn = { $count } characters is too long. Keep what was ordered, what came and what you want.
words-lint-over-limit = { $count } characters by the stricter count, and { $limit } fit.
words-lint-too-short = Only { $count } characters. Complaints and reports are looked at when they say in detail what happened.
words-lint-inflated = You ask { $asked } of { $cap } ({ $percent }%). For a small fault that looks inflated, and the marketplace may refuse it.
words-lint-receipt = You claim what a repair costs: attach a scan of the workshop’s receipt.
words-lint-not-english = This does not look English. The marketplace recommends English.
words-lint-not-english-required = This does not look English, and the marketplace requires it.
words-lint-part-not-english = Some words are not in English. The marketplace may not read them.

# The site's form
words-form-title = The site’s form
words-form-words = Field by field in the site’s order, with its English labels. Copy, paste, tick.
words-form-as-of = Labels as of { $day }. Your page decides; where it differs, take the closest choice.
words-field-also = also: { $names }
words-field-copy = Copy
words-field-copy-name = Copy { $field }
words-field-copy-files = Copy files
words-field-empty = not known yet
words-field-received = This decides which reasons and which proofs are asked for.
words-field-reason = No exact reason on the list? Take the closest one.
words-field-remedy = Some pages ask this first. “Only return” in some translations means a refund without sending anything back.
words-field-files-none = No file goes with it yet. Drop photos or a video here.
words-field-files = Paste them into the site’s file field, or drop them there from the folder.
words-field-editing = The form asks everything anew when a dispute is changed: it is filled in as you sent it last.
words-files = { $count ->
    [0] no files
    [one] 1 file
   *[other] { $count } files
}
words-progress = { $done } of { $all } done
words-submit = I pressed Submit
words-submit-edit = I pressed Submit for the change
words-submit-words = Recording it freezes the text and the files as you sent them. A dispute counts as opened at once.
words-said-sent = Recorded as sent
words-nothing-changed = Nothing has changed since it was sent, so there is nothing to record. Change a field, the text or the files first.
words-nothing-to-send = There is nothing to send in this state. Nothing was recorded.
words-form-closed = Nothing can be filled in now. While the marketplace reviews, only evidence can be added.
words-change-terms = Change what you ask
words-versions = What you sent
words-version = { $number }. { $when }
words-version-files = { $count ->
    [0] no files
    [one] 1 file
   *[other] { $count } files
}
words-change-reason = reason now: { $reason }
words-change-remedy = now asks for: { $remedy }
words-change-amount = amount { $old } → { $new }
words-change-text = another text
words-change-files = { $new ->
    [one] 1 file instead of { $old }
   *[other] { $new } files instead of { $old }
}

# Ways of settling
words-compare-title = Ways of settling
words-compare-words = What each way brings, by the rules of this case. You decide.
words-compare-days = { $min } to { $max } days
words-compare-days-unknown = days not known
words-compare-in-form = in the site’s form
words-compare-by-talk = agreed with the seller
words-compare-keep = you keep the item
words-compare-send = you send it back
words-compare-cost-unknown = cost not known
words-compare-red = costs more than it brings
words-col-days = Days
words-col-back = Comes back
words-col-cost = Costs you
words-col-left = Left
words-remedy-refund = Faults you can live with: part of the money, and the item stays.
words-remedy-return-freight = For goods that are of no use. Who pays the return decides whether it is worth it.
words-remedy-return-free = A free or local return was promised for this order.
words-remedy-repair-receipt = A scanned receipt of the workshop is needed for the cost of a repair.
words-remedy-part = The seller sends the part free or pays for it. Ask for its tracking number and a day.
words-remedy-replacement = The wait starts again, and the marketplace itself offers no exchange.
words-remedy-discount = Worth nothing until you buy again.
words-remedy-keep-open = Keep the dispute open until you have it.
words-severity = How bad is it
words-severity-words = Three questions suggest an amount. It is a suggestion, never above what was paid.
words-severity-critical = How much does it matter
words-severity-critical-small = hardly
words-severity-critical-noticeable = clearly
words-severity-critical-unusable = useless
words-severity-damage = What is damaged or different
words-severity-damage-none = nothing
words-severity-damage-look = its looks
words-severity-damage-part = a part
words-severity-damage-whole = all of it
words-severity-mending = Can it be fixed
words-severity-mending-cheap = easily
words-severity-mending-costly = for money
words-severity-mending-no = no
words-severity-repair-cost = What a repair costs
words-severity-return-cost = What sending it back costs
words-suggest = Suggested: { $amount }, { $percent }% of what may be asked.
words-suggest-nothing_came = Nothing usable came: all of it, with shipping.
words-suggest-questions = By your three answers.
words-suggest-repair_cost = At least what the repair costs.
words-suggest-none = Answer the three questions to see an amount.
words-suggest-full = Some open for the full sum and settle for less; sellers bargain small claims down too.
words-suggest-use = Ask for { $amount }
words-said-amount = Amount taken over
words-said-answer = Answer noted
words-said-form = Form changed
