# The desk.

desk-tray-count = { $n } 通待处理
