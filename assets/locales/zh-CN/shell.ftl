# 启动、终端、控制套接字。
problem-desk-not-running = 没有正在运行的座席伴侣。
    .hint = 先在另一个终端里启动 seatmate，再让软电话调用这条命令。
problem-call-refused = 正在运行的座席伴侣拒绝了：{ $why ->
        [bad-number] 这不是电话号码
        [bad-call-id] 通话编号无效
        [no-open-call] 没有进行中的通话
        [no-such-call] 找不到这通通话
        [several-open-calls] 有多通通话，请指明号码
        [too-many-calls] 通话太多
        [bad-request] 请求无法识别
       *[other] 请求未被接受
    }。
    .hint = 用 seatmate call state 查看现有通话。
