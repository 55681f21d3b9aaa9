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

# Product and states
desk-product = 座席伴侣
desk-demo = 演示
desk-agent = 工号
desk-unsent = 待同步 { $n }
desk-idle = 空闲
desk-looking = 查看
desk-state-ringing = 来电
desk-state-dialling = 拨号中
desk-state-talking = 通话中
desk-state-held = 保持中
desk-state-ended = 已结束
desk-state-missed = 未接
desk-state-unknown = 状态不明
desk-after-call = 话后
desk-on-hold = 本次保持
desk-answer-it = 接听
desk-more-ringing = 另有 { $n } 通在响
desk-withheld = 号码未显示
desk-network-name = (网络显示「{ $name }」)
desk-asking = 正在查找客户资料
desk-stranger = 资料库里没有这个号码。按 Ctrl-F 可以按姓名查找
desk-nameless = 对方没有显示号码。问到号码后按 Ctrl-F 查找
desk-no-signs = 没有需要留意的地方
desk-customer-bare = 客户资料里只有号码和级别。导入更全的文件后，这里会有套餐、合约和偏好。
desk-no-customer = 还没有客户资料。按 Ctrl-F 查找客户

# Forms of address and levels
desk-address-male = 先生
desk-address-female = 女士
desk-level-none = 普通
desk-level-star1 = 一星
desk-level-star2 = 二星
desk-level-star3 = 三星
desk-level-star4 = 四星
desk-level-star5 = 五星
desk-level-silver = 银卡
desk-level-gold = 金卡
desk-level-platinum = 白金卡
desk-level-diamond = 钻石卡

# Panes and places
desk-pane-customer = 客户
desk-pane-usage = 用量
desk-pane-script = 话术
desk-pane-offers = 推荐
desk-pane-note = 小结
desk-pane-history = 历史
desk-home = 首页
desk-search = 查找客户
desk-follow-ups = 待办
desk-wrap-up = 小结单
desk-help = 按键
desk-palette = 命令
desk-snippets = 常用语
desk-leader = Ctrl-G 之后
desk-focus = 焦点:
desk-zoomed = 放大
desk-more = 下面还有 { $n } 行
desk-key-up = 上
desk-key-down = 下
desk-key-left = 左
desk-key-right = 右

# What worries us
desk-sign-port-requested = { $at } 申请了携转授权码，60 分钟内有效
desk-sign-port-queried = { $at } 查询过携转资格
desk-sign-complaint-open = { $at } 的投诉还没办结
desk-sign-promise-due = 答应 { $at } 回电
desk-sign-promise = 有答应过还没做的事
desk-sign-competitor = 30 天内拨打竞品客服 { $n } 次
desk-sign-arrears = 欠费 { $amount }
desk-sign-bill-shock = 账单突增到 { $latest }，平时 { $before }
desk-sign-overage = 连续 { $n } 个月超套，上月多付 { $latest }
desk-sign-usage-drop = 通话 { $latest } 分钟，平时 { $before } 分钟
desk-sign-contract-ends = 合约 { $on } 到期，还有 { $n } 天
desk-sign-contract-ended = 合约 { $on } 已到期，过了 { $n } 天
desk-sign-do-not-market = 不接受营销
desk-sign-birthday = 今天生日
desk-sign-birthday-in = { $n } 天后生日
desk-sign-birthday-ago = { $n } 天前生日

# Customer
desk-package = 套餐
desk-brand = 品牌
desk-contract = 合约
desk-contract-until = { $on } 到期
desk-contract-ended = { $on } 已到期
desk-contract-penalty = 违约金 { $amount }
desk-balance = 账户
desk-taboo = 忌讳
desk-prefers = 偏好
desk-best-hour = 常打
desk-best-hour-value = { $from } - { $to }
desk-tags = 标签
desk-consent = 营销
desk-consent-yes = 已同意
desk-consent-no = 已拒绝
desk-consent-unknown = 未表态，按不同意处理
desk-group = 集团
desk-region = 地区
desk-segment = 客群
desk-points = 积分
desk-birthday = 生日
desk-account = 付费
desk-manager = 经理
desk-customer-stranger = 资料库里没有这个号码。按 Ctrl-F 按姓名或另一个号码查找，Enter 关联到这通电话。
desk-customer-nameless = 对方没有显示号码。问到号码后按 Ctrl-F 查找，Enter 关联到这通电话。

# Usage
desk-bill = 账单
desk-voice = 通话
desk-data = 流量
desk-unit-money = 元
desk-unit-minutes = 分钟
desk-unit-gb = GB
desk-unknown = 未知
desk-no-usage = 还没有用量数据。用 seatmate import 导入。
desk-fee-package = 套餐
desk-fee-voice = 语音
desk-fee-data = 流量
desk-fee-sms = 短信
desk-fee-vas = 增值
desk-fee-roaming = 漫游

# Script
desk-say-now = 现在说
desk-must-say = 必须告知
desk-script-done = 话术已经说完。
desk-no-script = 没有适合这通电话的话术。按 F6 直接记录。
desk-no-call-script = 通话开始后这里会有话术。
desk-stage-opening = 开场
desk-stage-identity = 核身
desk-stage-rapport = 寒暄
desk-stage-discovery = 探询
desk-stage-presentation = 呈现
desk-stage-objection = 异议
desk-stage-commitment = 促成
desk-stage-confirmation = 确认
desk-stage-closing = 结束

# Offers
desk-fit-unknown = 没有套外费用数据，不能判断套餐是否合适。
desk-fit-short = { $n } 个月里 { $over } 个月超套，月均 { $mean }
desk-fit-more = 看全部和说法
desk-say-it = 可以这样说
desk-fit-fee = 月费
desk-fit-months = 超套月数
desk-fit-months-value = { $over } / { $n }
desk-fit-mean = 平均每月多付
desk-fit-worst = 最多一月多付
desk-fit-fits = 现套餐合适
desk-fit-watch = 偶有超套，暂不必换
desk-fit-too-small = 现套餐偏小
desk-fit-too-few = 已知月份太少，先不下结论
desk-fit-fits-say = 您最近 { $n } 个月几乎没有套外费用，现在的套餐正合适，不用换。
desk-fit-watch-say = 您最近 { $n } 个月里有 { $over } 个月略超套餐，平均每月多付 { $mean }，可以先留意。
desk-fit-too-small-say = 您最近 { $n } 个月里有 { $over } 个月超出套餐，平均每月多付 { $mean }，最多的一个月 { $worst }。
desk-fit-too-few-say = 我先帮您留意几个月的用量，再看套餐是否合适。

# Note
desk-saved-at = 已存 { $at }
desk-typing = 正在保存
desk-characters = { $n } 字
desk-note-empty = 直接输入，随打随存
desk-note-empty-ended = 通话已结束，还可以写小结；F9 填写小结单
desk-no-call-note = 没有通话。小结跟着通话走。

# History
desk-no-history = 还没有通话记录。
desk-follow-up = 回访
desk-call-in = 呼入
desk-call-out = 呼出
disposition-resolved = 已解决
disposition-interested = 有意向
disposition-agreed = 成交
disposition-refused = 拒绝
disposition-escalated = 投诉转单
disposition-not-reached = 未接通
disposition-wrong-number = 空号错号
disposition-other = 其他
event-competitor-hotline = 拨打竞品客服
event-port-query = 查询携转资格
event-port-request = 申请携转授权码
event-complaint = 投诉
event-complaint-closed = 投诉办结
event-service-call = 致电客服
event-stop = 停机
event-resume = 复机
event-package-change = 套餐变更
event-payment = 缴费
event-visit = 到访营业厅
event-campaign = 营销活动
event-roaming = 出境漫游

# Home
desk-tray = 等待小结
desk-tray-empty = 没有等待小结的通话。
desk-what-now = 现在可以
desk-home-lead = 来电会自动显示在最上面。没有接入电话系统时：Ctrl-F，号码后四位，Enter，就开始一通电话。

# To call
desk-follow-ups-empty = 没有要打的电话。小结单里约好的回访会出现在这里。
desk-follow-ups-count = 共 { $n }，到点 { $overdue }
desk-preview = 预览
desk-col-when = 时间
desk-col-name = 客户
desk-col-number = 号码
desk-col-level = 级别
desk-col-reason = 事由
desk-origin-promise = 答应客户的回访
desk-origin-task = 导入的任务
desk-last-contact = 上次联系 { $at }

# Find
desk-search-by = 汉字、拼音、首字母、号码任意几位
desk-results = 结果 { $n }
desk-search-empty = 输入姓名、拼音、首字母或号码。中文输入法开着也可以。
desk-search-nobody = 没有找到。号码打全后按 Enter 可以直接开始通话。
desk-search-tip = 上下选择，Esc 返回，输入的内容会保留
desk-enter-start-call = 与选中的客户开始通话
desk-enter-start-number = 与这个号码开始通话
desk-enter-link = 把选中的客户关联到当前通话
desk-matched-number = 号码
desk-matched-last-four = 后四位
desk-matched-number-prefix = 号码开头
desk-matched-number-suffix = 号码结尾
desk-matched-number-part = 号码中间
desk-matched-name = 姓名
desk-matched-name-prefix = 姓名开头
desk-matched-name-part = 姓名中间
desk-matched-pinyin = 拼音
desk-matched-initials = 首字母

# Wrap-up
desk-outcome = 结果
desk-outcome-digit = 按数字选择
desk-hint-save = 保存并下一通
desk-outcome-how = Tab 到这里后按数字选择
desk-outcome-proposed = 按通话情况建议，可以改
desk-outcome-missing = 还没有选择结果
desk-again = 回访
desk-again-when = 时间
desk-again-what = 事由
desk-again-none = 不用回访
desk-again-how = 上下调日期，左右调时间，1-7 常用时间，Delete 取消
desk-again-tab = Tab 到这里可以改
desk-saving = 正在保存
desk-save-and-next = 再按 { $key } 保存，回到下一通

# Popups
desk-help-how = 上下选择，Enter 执行，Esc 关闭
desk-palette-how = 汉字、拼音首字母或英文，Enter 执行
desk-palette-nothing = 没有这样的命令。
desk-unsaid = 还没念：{ $list }
desk-list-comma = 、
desk-scripts = 换话术
desk-scripts-how = 数字或回车打开；* 是合适当前情况的
desk-cards = 应答卡片
desk-cards-how = 客户的话、拼音或首字母；回车放到话术旁
desk-cards-nothing = 没有这样的卡片。换个词，或只打首字母。
desk-evidence = 取证
desk-evidence-write = - 抄进小结
desk-evidence-keys = Enter 写几个字  - 抄进小结
desk-card-away = Esc 收起
desk-card-objection = 异议
desk-card-knowledge = 知识
desk-card-wording = 说法
desk-card-weapon = 武器
desk-card-measure = 举措
desk-card-angle = 角度
desk-card-spin = 提问
desk-card-ours = 自拟
desk-part-acknowledge = 认同
desk-part-clarify = 澄清
desk-part-answer = 回答
desk-part-proof = 证明
desk-part-check = 确认
desk-part-polite-no = 婉拒
desk-part-avoid = 不要说
desk-part-when = 何时用
desk-part-do = 怎么做
desk-part-situation = S 情景
desk-part-problem = P 难点
desk-part-implication = I 暗示
desk-part-need-payoff = N 需求效益
desk-snippets-how = 数字插入到小结
desk-snippets-empty = 还没有常用语。写在设置文件里。
desk-leader-how = 再按一个键
desk-too-small = 窗口太小，需要 { $columns }x{ $rows }；可以继续打字

# What was just done
toast-wrap-up-saved = 小结单已保存
toast-reopened = 已撤回，可以继续修改
toast-draft-saved = 草稿已保存
toast-linked = 已关联到这通电话
toast-postponed = 已推迟一天
toast-hang-up-again = 还在通话。再按一次 Ctrl-D 挂断
toast-quit-again = 还有通话没有结束。再按一次 Ctrl-Q 离开，草稿会保留
toast-call-ended = 对方已挂机。写完按 F9 填小结单
toast-missed = 有一通未接来电
toast-parked = 已搁置，小结保留
toast-restored = 找回 { $n } 通没有小结的通话
toast-paste-cut = 粘贴太长，只保留 { $limit } 字
toast-revealed = 号码显示 30 秒，已记入日志
toast-copied = 已复制
desk-undo = { $key } 撤回 { $n } 秒
