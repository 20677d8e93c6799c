# timeline: texts whose ids begin with "timeline-"

# The chart: names of its lanes
timeline-lane-dates = Dates
timeline-lane-money = Order money
timeline-lane-case = Case
timeline-lane-return = Return
timeline-lane-refund = Refund
timeline-lane-fallback = Fallback

# The chart: its line of today and its buttons
timeline-today = today
timeline-go-today = Today
timeline-zoom-in = Show fewer days
timeline-zoom-out = Show more days
timeline-whole = Show everything
timeline-chart = Timeline chart

# The chart: what is spoken and shown over a bar or a flag
timeline-spoken = { $lane }: { $what }
timeline-from-to = { $from } – { $to }
timeline-from = from { $from }
timeline-presumed = presumed, nobody confirmed it yet
timeline-waiting = a range of waiting
timeline-kept = kept
timeline-shown-there = The date the marketplace shows
timeline-sources = Source: { $sources }
timeline-weak = Rests on weak sources only
timeline-other = Another source says { $date } ({ $source })

# The screen of all cases
timeline-subtitle = Solid happened, hatched is presumed, pale is waiting. Click a name to open its case.
timeline-empty-title = No cases to draw
timeline-empty-words = Start a case on an order: its stages and dates appear here.
