# The desk.

desk-tray-count = { $n ->
    [one] { $n } call waiting
   *[other] { $n } calls waiting
}
