# rules: texts whose ids begin with "rules-"
rules-pack-refused = { $file }, line { $line }, column { $column }: { $mistake } The rules in use are unchanged.
rules-pack-not-toml = This is not valid TOML.
rules-pack-missing = “{ $key }” is missing here.
rules-pack-unknown-key = “{ $key }” is not a key of a rule pack.
rules-pack-wrong-type = A value of another sort is needed here: { $wanted }.
rules-pack-unknown-word = “{ $word }” is not known here. Known are: { $known }.
rules-pack-unknown-source = “{ $code }” is not in the pack's table of sources.
rules-pack-timer-twice = The timer “{ $timer }” has no name or is there twice.
rules-pack-no-length = The timer “{ $timer }” has no length: give “n”, or “max” for a band.
rules-pack-band-mismatch = The timer “{ $timer }” must have “max” when its kind is “band”, and “n” otherwise.
rules-pack-band-order = A band runs from “min” over “typical” to “max”, none of them negative.
rules-pack-leads-order = Lengths before a date go from the longest to the shortest, at least one and none twice.
rules-pack-limits-order = Sizes go from “target_bytes” over “max_bytes” to “borderline_bytes”, and formats are in small letters.
rules-pack-twice = Another rule pack has the id “{ $pack }” already. Nothing was changed.
rules-pack-undated = The sources of “{ $pack }” carry no date. Compare its dates with your order page.
rules-pack-old = The rules of “{ $pack }” were read on { $day }, more than a year ago. Compare its dates with your order page.
