# The desk.

desk-tray-count = { $n ->
    [one] { $n } call waiting
   *[other] { $n } calls waiting
}

# Time
desk-tenure = { $years } y { $months } m
desk-tenure-years = { $years } y
desk-tenure-months = { $months } m
desk-mon = Mon
desk-tue = Tue
desk-wed = Wed
desk-thu = Thu
desk-fri = Fri
desk-sat = Sat
desk-sun = Sun
