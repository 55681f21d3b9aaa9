# The desk.

desk-tray-count = { $n } 通待处理

# Time
desk-tenure = { $years }年{ $months }月
desk-tenure-years = { $years }年
desk-tenure-months = { $months }个月
desk-mon = 周一
desk-tue = 周二
desk-wed = 周三
desk-thu = 周四
desk-fri = 周五
desk-sat = 周六
desk-sun = 周日
