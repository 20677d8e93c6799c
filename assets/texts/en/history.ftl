# history: what came of the cases
history-title = History
history-ending = { $code ->
    [won] won
    [part] won in part
    [lost] lost
    [cancelled] cancelled
   *[open] still open
}
history-rate = { $disputes ->
    [one] 1 dispute
   *[other] { $disputes } disputes
} on { $orders ->
    [one] 1 order
   *[other] { $orders } orders
} in { $days } days
history-rate-high = { $disputes } of { $orders } orders of the last months have a dispute. A guide says that above { $percent } % an account may be limited; no firm rule is known.
history-rate-several = { $disputes } disputes in { $days } days. Several in a short time may count against you; full proof with each helps.
history-asked = Asked
history-offered = Offered
history-decided = Decided
history-received = Received
history-money = Money
history-stages = Days each stage took
history-no-money = No amount was asked yet.
history-no-stages = No stage is over yet.
history-empty-words = What came of your cases appears here: amounts, endings, and how long it took.
history-hours = { $count } h
history-days = { $count } days
history-list = List
history-view = Show cases as
