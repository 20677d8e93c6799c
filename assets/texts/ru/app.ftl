# app: the program itself, units and countdowns (the other screens come in a later release; English stands in)
app-name = Parcelproof
app-bytes = { $value ->
    [one] { $value } байт
    [few] { $value } байта
   *[many] { $value } байт
}
app-kilobytes = { $value } кБ
app-megabytes = { $value } МБ
app-gigabytes = { $value } ГБ
app-left-minutes = ещё { $count } мин
app-left-hours = ещё { $count } ч
app-left-days = ещё { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
app-late-minutes = опоздание { $count } мин
app-late-hours = опоздание { $count } ч
app-late-days = опоздание { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
