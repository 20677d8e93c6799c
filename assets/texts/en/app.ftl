# app: the program itself, units and countdowns
app-name = Parcelproof
app-bytes = { $value ->
    [one] { $value } byte
   *[other] { $value } bytes
}
app-kilobytes = { $value } kB
app-megabytes = { $value } MB
app-gigabytes = { $value } GB
app-left-minutes = { $count } min left
app-left-hours = { $count } h left
app-left-days = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
app-late-minutes = { $count } min late
app-late-hours = { $count } h late
app-late-days = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
