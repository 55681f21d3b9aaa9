# 命令行。

help-usage = 用法
help-verbs = 命令
help-arguments = 参数
help-options = 选项
help-examples = 例子：

about-seatmate = 座席伴侣：移动 VIP 专线座席的通话工作台
    .after =
        {"  "}seatmate demo                       用虚构客户试一试
        {"  "}seatmate import customers 客户.csv  导入客户资料
        {"  "}seatmate                            打开工作台
about-demo = 用虚构的客户和来电试用工作台，不碰任何真实数据
about-train = 在真实的工作台上和虚构的客户演练，不碰任何真实资料
    .after =
        {"  "}seatmate train                         选一个场景
        {"  "}seatmate train --list                  列出全部场景
        {"  "}seatmate train --try my-scenario.toml  一边写场景一边试
about-import = 导入客户、用量、通话习惯、事件、任务或套餐文件
    .after =
        {"  "}seatmate import customers 客户.csv --dry-run
        {"  "}seatmate import usage 账单.csv --map 映射.toml --rejects 退回.csv
about-show = 显示一位客户：资料、用量、洞察、套餐是否合适、开场话术
    .after =
        {"  "}seatmate show 199-0000-0001
        {"  "}seatmate --json show 19900000001 --reveal --reason 客户要求核对号码
about-rate = 按客户自己的月份逐款重算套餐，可看每一步算法
    .after =
        {"  "}seatmate rate 199-0000-0001 --explain
        {"  "}seatmate rate 199-0000-0001 --package bj-feixiang-58
        {"  "}seatmate rate --all --out 全部.csv
about-find = 查找客户：号码、后几位、姓名、拼音、首字母
    .after =
        {"  "}seatmate find wxm
        {"  "}seatmate find 0001 --limit 5
about-notes = 列出小结，最近的在前
    .after =
        {"  "}seatmate notes --search 嫌贵 --since 2026-11-01
about-export = 导出小结、通话、回访和记下的客户画像，默认遮盖号码和姓名
    .after =
        {"  "}seatmate export notes --format csv --bom --out 小结.csv
        {"  "}seatmate export all --format ndjson --out -
about-sync = 本机的事件记录：有多少待同步，是否完整
about-sync-status = 有多少事件待同步，从什么时候起
about-sync-verify = 从头核对本机的事件链
about-synth = 生成虚构客户的 CSV 文件，种子相同则内容相同
about-picture = 不用终端画出演示画面
about-call = 把电话的动静告诉正在运行的工作台
    .after =
        {"  "}seatmate call ring 13800138000 --id k7
        {"  "}seatmate call end
about-call-ring = 电话响了
about-call-answer = 接通
about-call-hold = 保持
about-call-unhold = 取消保持
about-call-end = 结束
about-call-dial = 请工作台拨号
about-call-state = 有哪些通话
about-doctor = 检查运行环境，一行一项
about-check = 检查话术、常用语、映射和设置文件
    .after =
        {"  "}seatmate check
        {"  "}seatmate check scripts/zh-CN/开场.toml
about-completions = 输出命令行补全脚本
about-man = 输出手册页

arg-help = 显示帮助
arg-version = 显示版本
arg-data = 数据目录
arg-config = 设置文件；话术和常用语放在它旁边
arg-lang = 语言
arg-agent = 工号
arg-json = 输出 JSON
arg-now = 固定时间，用于测试和画面
arg-ambiguous = 宽度不定的字符占几格
arg-kind = 文件里是什么
arg-file = 文件：CSV 或 .xlsx；- 表示标准输入
arg-map = 映射文件
arg-graph = 不检查，改为打印话术走向图：mermaid 或 dot
arg-dry-run = 只检查，不写入
arg-example = 仅套餐：标为示例，不得对客承诺
arg-rejects = 退回的行写到这里，附行号和原因
arg-number = 号码，写法不限
arg-package = 只看这一款，写代码或名称
arg-explain = 逐月打印算账过程
arg-all = 全部客户
arg-full = 与 rate --all 合用：给每位客户算出工作台上的完整结论，含加包与重抽样
arg-script = 用哪种开场话术
arg-reveal = 不遮盖号码和姓名
arg-reason = 原因，会留痕
arg-text = 要找的内容
arg-limit = 最多几条
arg-search = 只要含有这段文字的
arg-since = 只要这一天以后的
arg-what = 导出什么
arg-format = 格式
arg-out = 写到哪里，- 表示标准输出
arg-bom = CSV 开头加 BOM，中文表格软件需要
arg-force = 文件已存在时替换
arg-local = 只核对本机
arg-customers = 多少位客户
arg-months = 几个月的用量
arg-seed = 种子
arg-screen = 画面名称；不写则列出
arg-size = 列数和行数
arg-theme = 主题
arg-name = 网络显示的名称
arg-id = 电话系统给这通电话的编号
arg-call-out = 是呼出
arg-paths = 文件或目录；不写则检查自带的和设置旁边的
arg-shell = 哪种 shell

usage-unknown-verb = 没有 { $what } 这个命令。
usage-unknown-argument = 没有 { $what } 这个选项。
usage-missing = 还缺：{ $what }
usage-missing-verb = 还缺一个命令。
usage-bad-value = { $what } 的值不对。
usage-conflict = { $what } 不能和另一个选项一起用。
usage-other = 命令行读不懂。
usage-allowed = 可以是：{ $allowed }
usage-nearest = 是不是 { $nearest }？
usage-see-help = 用 seatmate --help 看用法。

problem-needs-terminal = 工作台需要一个终端。
    .hint = 在终端窗口里直接运行 seatmate 或 seatmate demo。
problem-cannot-write = 写不出去：{ $why }
    .hint = 看看输出的去处是否还在、磁盘是否已满。
problem-cannot-write-file = 写不了 { $file }: { $why }
    .hint = 换一个目录，或检查权限和磁盘空间。
problem-cannot-read = 读不了 { $file }: { $why }
    .hint = 检查路径和权限。
problem-text-too-large = { $file } 太大，不像是配置文件。
    .hint = 话术和设置文件应小于 1 MB。
problem-not-utf8 = { $file } 不是 UTF-8 编码。
    .hint = 用编辑器另存为 UTF-8。
problem-store-empty = 这里还没有客户资料。
    .hint = 用 seatmate import customers 文件 导入，或用 seatmate demo 试用；数据目录用 --data 指定。
problem-passphrase-needed = 需要口令才能打开数据。
    .hint = 在终端里运行，或把口令写进文件并设置 SEATMATE_PASSPHRASE_FILE。
problem-passphrase-short = 口令太短。
    .hint = 至少 { $shortest } 个字符，四个不相干的词就很好。
problem-data-dir = 建不了数据目录 { $dir }: { $why }
    .hint = 用 --data 指定一个可写的目录。
problem-bad-number = 这不是一个电话号码。
    .hint = 例如 199-0000-0001、+86 199 0000 0001 或 01062345678。
problem-bad-date = 这不是一个日期。
    .hint = 写成 2026-11-22，或带时间 2026-11-22 10:42。
problem-no-customer = 客户资料里没有这个号码。
    .hint = 用 seatmate find 按姓名或后四位找找看。
problem-export-exists = { $file } 已经存在。
    .hint = 换个名字，或加 --force 替换。

cli-level-none = 无级别
cli-level-star1 = 一星
cli-level-star2 = 二星
cli-level-star3 = 三星
cli-level-star4 = 四星
cli-level-star5 = 五星
cli-level-silver = 银卡
cli-level-gold = 金卡
cli-level-platinum = 白金卡
cli-level-diamond = 钻石卡

cli-disposition-resolved = 已解决
cli-disposition-interested = 有意向，约回访
cli-disposition-agreed = 成交
cli-disposition-refused = 拒绝
cli-disposition-escalated = 投诉转单
cli-disposition-not-reached = 未接通
cli-disposition-wrong-number = 空号、错号
cli-disposition-other = 其他

find-more = 还有 { $count } 位，用 --limit 多看一些。
find-whole-number = 号码相同
find-last-four = 后四位
find-whole-name = 姓名相同
find-number-prefix = 号码开头
find-number-suffix = 号码结尾
find-name-prefix = 姓名开头
find-whole-pinyin = 全拼
find-whole-initials = 首字母
find-pinyin-prefix = 拼音开头
find-initials-prefix = 首字母开头
find-name-part = 姓名含有
find-number-part = 号码含有
find-pinyin-part = 拼音含有

show-tenure = 在网 { $years } 年 { $months } 个月
show-package = 套餐
show-contract-end = 合约到期
show-balance = 余额（元）
show-points = 积分
show-group = 集团
show-region = 地区
show-channel = 偏好渠道
show-time = 方便时间
show-tags = 标签
show-taboo = 禁忌
show-manager = 客户经理
show-month = 账期
show-bill = 账单（元）
show-minutes = 通话（分钟）
show-data = 流量（GB）
show-beyond = 超出（元）
show-trend = 与此前比
show-fit = 套餐
show-fit-fits = 合适：{ $months } 个月里 { $over } 个月超出，月均 { $mean } 元
show-fit-watch = 留意：{ $months } 个月里 { $over } 个月超出，月均 { $mean } 元
show-fit-too-small = 偏小：{ $months } 个月里 { $over } 个月超出，月均 { $mean } 元
show-fit-too-few = 已知月份不足三个，还说不准
show-follow-up = 待回访
show-history = 历史
show-script = 开场话术：{ $title }
show-must-say = 必须告知
show-sign-port-requested = { $at } 申请了携转授权码
show-sign-port-queried = { $at } 查询过携转资格
show-sign-complaint = { $since } 的投诉还未办结
show-sign-promise = 有一件答应过的事，约定 { $due }
show-sign-hotline = 近 30 天拨打竞争对手客服 { $times } 次
show-sign-arrears = 欠费 { $amount } 元
show-sign-bill = 最近账单 { $latest } 元，此前约 { $before } 元
show-sign-overage = 连续 { $months } 个月超出套餐，最近一次 { $latest } 元
show-sign-drop = 最近通话 { $latest } 分钟，此前约 { $before } 分钟
show-sign-contract = 合约 { $on } 到期，还有 { $days } 天
show-sign-no-marketing = 不接受营销
show-sign-birthday = 生日就在这几天

sync-unsent = 待同步 { $count } 条
sync-oldest = 最早的一条在 { $at }
sync-parked = 有 { $count } 条被搁置，需要人处理
sync-no-target = 还没有设置中心
sync-whole = 事件链完整：{ $streams } 条链，{ $events } 个事件
sync-broken = 事件链有损坏：查了 { $streams } 条链，{ $events } 个事件
sync-fault = 链 { $stream } 第 { $seq } 个事件：{ $fault }
sync-gap = 编号缺失或错位
sync-broken-link = 与前一个接不上
sync-header-changed = 头部被改动
sync-payload-changed = 内容被改动
sync-head-mismatch = 链尾与记录不符
sync-unknown-stream = 不在清单里的链

export-done = 已导出 { $rows } 行。

check-summary = 检查了 { $files } 个文件：{ $errors } 个错误，{ $warnings } 个提醒。

doctor-ok = 正常
doctor-advice = 建议
doctor-locale = 语言环境
doctor-locale-advice = 设成 UTF-8，例如 export LANG=zh_CN.UTF-8
doctor-terminal = 终端
doctor-no-terminal = 输出不在终端上
doctor-terminal-advice = 至少 80x24，并用能显示中文的终端
doctor-colours = 颜色
doctor-settings = 设置
doctor-settings-advice = 有错误，用 seatmate check 看哪一行
doctor-clock = 时钟
doctor-clock-advice = 日期不对，请校准系统时间
doctor-data = 数据目录
doctor-no-data = 还没有数据
doctor-data-advice = 别人也能读，用 chmod 700 收紧
doctor-key = 密钥文件
doctor-key-advice = 别人也能读，用 chmod 600 收紧
doctor-plain = 此版本不加密
doctor-plain-advice = 只用于开发，不要放真实客户
doctor-database = 数据库
doctor-socket = 工作台
doctor-desk-runs = 正在运行
doctor-desk-rests = 没有运行
doctor-sync = 同步
doctor-sync-advice = 积压超过一天，检查网络和中心
