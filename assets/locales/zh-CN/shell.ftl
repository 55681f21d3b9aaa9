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

problem-not-a-terminal = 座席界面需要终端，不能用管道或文件代替。
    .hint = 查询和导入等命令可以不用终端，见 seatmate --help。
problem-terminal-dumb = 这个终端（TERM=dumb 或未设置）不能定位光标，无法显示座席界面。
    .hint = 换一个终端，或把 TERM 设为 xterm-256color。
problem-terminal-console = The Linux console has no Chinese characters; start seatmate in a graphical terminal or over SSH.
    .hint = Set TERM if this is in fact another terminal.
problem-terminal-refused = 终端拒绝了设置，无法显示座席界面。
    .hint = 换一个终端再试。
problem-locale-not-utf8 = 系统区域设置不是 UTF-8，中文可能显示为乱码。
    .hint = 例如设置 LC_ALL=zh_CN.UTF-8 后再启动。
problem-settings-wrong = 设置文件有错误，这次按默认设置运行。
    .hint = 用 seatmate check 查看错在哪里。
problem-scripts-wrong = 话术文件有 { $count } 处问题，有错误的文件没有使用。
    .hint = 用 seatmate check 查看错在哪里。
problem-cards-wrong = 卡片文件有 { $count } 处问题，有错误的文件没有使用。
    .hint = 用 seatmate check 查看错在哪里。
problem-no-temporary-folder = 无法建立演示用的临时目录。
    .hint = 检查临时目录是否已满、是否可写。
problem-system-refused = 操作系统拒绝了一个必需的请求。
    .hint = 检查进程数和打开文件数的限制。
problem-no-random = 操作系统没有提供随机数。
    .hint = 稍后再试；若一直如此，请联系系统管理员。
problem-data-folder = 无法建立或打开数据目录。
    .hint = 检查目录权限，或用 --data 指定另一个目录。
problem-no-passphrase = 没有输入口令，资料没有打开。
    .hint = 重新启动后输入口令。
problem-passphrase-file-unreadable = 无法读取口令文件，或第一行是空的。
    .hint = 检查 SEATMATE_PASSPHRASE_FILE 指向的文件。
problem-passphrase-file-open = 口令文件能被其他用户读取，因此没有使用。
    .hint = 对它执行 chmod 600。
problem-socket-in-use = 另一个座席伴侣正在接收话机事件，本窗口不接收。
    .hint = 关闭另一个窗口后重新启动。
problem-socket-not-ours = 话机接口所在目录不属于您一人，因此没有打开。
    .hint = 检查 XDG_RUNTIME_DIR 的属主和权限。
problem-socket-refused = 话机接口没能打开，软电话无法通知来电。
    .hint = 仍可用查找加回车手动开始通话。
problem-no-phone = 没有连接电话，请在话机上操作。
    .hint = 手动开始的通话用结束键记录结束。

welcome-empty = 这里还没有客户资料。
welcome-demo = 1  演示：虚构的客户和自动打进来的电话，关闭后不留痕迹
welcome-training = 2  训练：在这张工作台上和虚构的客户演练，第一课三分钟
welcome-store = 3  新建：设一个口令，建立加密的资料库；之后用 seatmate import 导入客户
welcome-leave = 其他键退出

passphrase-existing = 口令：
passphrase-wrong = 口令不对，请再输入：
passphrase-new = 新口令（至少 12 个字符，丢失后无法找回）：
passphrase-too-short = 太短，至少 12 个字符。新口令：
passphrase-again = 再输入一次：
passphrase-differed = 两次不一致。新口令：
