# claim: texts whose ids begin with "claim-"
claim-text-too-long = The text is { $length } characters long by the stricter count, and { $most } fit. Shorten it.
