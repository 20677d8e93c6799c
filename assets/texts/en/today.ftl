# today: texts whose ids begin with "today-"
today-overdue = Overdue
today-today = Today
today-week = This week
today-later = Later
today-waiting = Waiting on others
today-nothing-due = nothing is due this week
today-due-count = { $count ->
    [one] 1 date is yours to meet this week
   *[other] { $count } dates are yours to meet this week
}
today-no-date = no date
today-drop = Drop photos, videos, a folder, an order export or a saved page anywhere in this window
today-no-drop = This desktop lets no files be dropped here. Add or paste them instead.
today-calm-title = Nothing needs you now
today-calm-words = Dates of your orders and cases appear here as soon as they matter.
today-new-title = Drop something to begin
today-new-words = Photos and videos of a parcel, a whole folder, a screenshot. Each is kept unaltered, and you see at once whether the marketplace will accept it. Nothing leaves this laptop.
today-add-order = Add an order
today-sample = Open the sample case
