# reason: texts whose ids begin with "reason-": groups of reasons, and why one is close to what was said
reason-group-not_received = Nothing came
reason-group-shortage = Not everything came
reason-group-not_as_described = Something else came
reason-group-quality = It came bad or broken
reason-search = In your own words, what is wrong
reason-search-hint = for example: the seam came apart after one wash
reason-close = Closest reasons
reason-close-why = you said “{ $said }”
reason-close-none = Nothing close was found. Choose the group that fits best and explain it in the text.
reason-choose-group = Group
reason-closest-rule = If no reason fits exactly, take the closest one and explain in the text.
reason-site = on the site: { $group } › { $reason }
