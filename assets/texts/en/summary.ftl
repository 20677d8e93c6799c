# summary: the money at stake and recovered
summary-at-stake = { $amount } at stake
summary-recovered = { $amount } recovered
summary-nothing = nothing
