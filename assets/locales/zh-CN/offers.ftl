# 推荐套餐: 屏幕 (F5) 与 seatmate rate 共用的句子。

offer-verdict-switch = 建议换：{ $name }
offer-verdict-switch-check = 核实后可换：{ $name }
offer-verdict-pack = 现套餐不动，加包更省：{ $packs }
offer-verdict-cheapest = 现套餐合适：{ $months } 个月逐月重算，没有更省的
offer-verdict-dearer = 现套餐合适：算上变更代价，换了不省钱
offer-verdict-small = 现套餐合适：最多每月省 { $saves } 元，不到 { $needs } 元不值得换
offer-verdict-seldom = 现套餐合适：更省的那款只有 { $percent }% 的把握
offer-verdict-withheld = 暂不推荐：{ $why }

offer-withheld-current = 目录里没有客户现在的套餐，省多少算不出
offer-withheld-months = 有账单的月份只有 { $months } 个，少于 3 个
offer-withheld-model = 模型与实际账单平均差 { $percent }%，超过 10%
offer-withheld-use = 分钟或流量全都不知道
offer-withheld-price = 资费里缺少需要的单价

offer-barrier-sale = 不在售（{ $from } 至 { $to }）
offer-barrier-level = 级别不够，需 { $level } 及以上
offer-barrier-brand = 品牌不符
offer-barrier-age = 年龄不符（{ $from } 至 { $to } 岁）
offer-barrier-channel = 只在 { $only } 办理
offer-barrier-new = 仅限新入网
offer-barrier-example = 仅为公开资费示例，本处不办理
offer-barrier-downgrade = 合约期内不能低于 { $lowest } 元

offer-check-penalty = 违约金需核实
offer-lose-penalty = 违约金 { $amount } 元
offer-lose-rollover = 结转流量作废 { $gb } GB
offer-lose-benefit = 失去 { $name }（价值需核实）
offer-lose-benefit-worth = 失去 { $name }（一年值 { $worth } 元）
offer-check-sale = 办理条件需核实

offer-say-saves = 按您最近 { $months } 个月的用量，{ $name }平均每月约 { $there } 元，您现在约 { $today } 元，每月能省 { $saves } 元左右。
offer-say-cost = 按您最近 { $months } 个月的用量，{ $name }平均每月约 { $there } 元。
offer-say-more = 按您最近 { $months } 个月的用量，{ $name }平均每月约 { $there } 元，并不比现在省。
offer-say-then-check = 换之前我先帮您核实清楚，再请您决定。
offer-say-stay = 我按您最近 { $months } 个月的用量逐月算过，您现在的套餐就是合适的，不用换。
offer-say-check = 我这边有几个数字要先核实，核实之前不建议您换套餐。
offer-say-unknown = 目前的用量还算不出结果，先不建议您换套餐。

offer-mark-minutes-estimated = 估算：没有主被叫分开的分钟数
offer-mark-minutes-unknown = 分钟数未知，语音未计入
offer-mark-data-unknown = 流量未知，流量未计入
offer-mark-data-not-split = 流量没有分类，定向和本地流量按未用算
offer-mark-sms = 短信按实际账单
offer-mark-voice-price = 缺超出语音单价
offer-mark-data-price = 缺超出流量单价
offer-mark-roaming-price = 缺漫游单价
offer-mark-line-price = 缺副卡单价
offer-mark-rollover = 是否结转未写明，按不结转算
offer-mark-throttled = 有限速的日子
offer-mark-cut-off = 会达量断网
offer-mark-top-up = 加油包按每月都买算

offer-open-asked = 可以谈套餐：客户主动问起
offer-open-complaint = 可以谈套餐：客户对账单有意见
offer-open-overage = 可以谈套餐：已连续超套 { $months } 个月
offer-open-called = 客户打进来的，可以谈套餐
offer-hold-no-marketing = 不要主动谈套餐：客户已拒绝营销
offer-hold-port = 不要主动谈套餐：刚查询过携转
offer-hold-complaint = 不要主动谈套餐：投诉处理中
offer-hold-arrears = 不要主动谈套餐：有欠费
offer-hold-falling = 不要主动谈套餐：用量在降，没有诉求
offer-hold-contract = 不要主动谈套餐：合约快到期
offer-hold-no-reason = 不要主动谈套餐：没有服务上的理由

offer-part-package = 套餐费
offer-part-voice = 套外语音
offer-part-data = 套外流量
offer-part-sms = 短信
offer-part-vas = 增值业务
offer-part-roaming = 漫游
offer-part-other = 其他（账单未拆分）

# F5
offer-example = 公开示例资费，不能向客户承诺
offer-model = 模型与 { $months } 张账单平均差 { $percent }%
offer-dial-minutes = 分钟{ $n }
offer-dial-data = GB { $n }
offer-dial-roaming = 漫游天{ $n }
offer-dial-lines = 副卡{ $n }
offer-keys = + - 试算  1-4 选  0 还原  5 问起  6 账单  7 接受  8 考虑  9 不要
offer-why = 为什么不要：1 嫌贵  2 怕麻烦  3 不相信  4 有安排  5 没说
offer-said-accepted = 已记：接受 { $name }
offer-said-maybe = 已记：考虑 { $name }
offer-said-declined = 已记：不要 { $name }
offer-bill-more = { $month } 比上次多 { $amount } 元：{ $parts }
offer-bill-less = { $month } 比上次少 { $amount } 元：{ $parts }
offer-card-cheapest = 最省
offer-card-same = 更多
offer-card-plus = 加包
offer-card-wanted = 合意
offer-saves = 月省 { $month }
offer-saves-nothing = 不省
offer-saves-unknown = 省多少不详
offer-figures = 月费 { $fee }  真实 { $mean }  最贵 { $worst }  { $wins }/{ $of } 个月更省
offer-figures-lower = 月费 { $fee }  真实至少 { $mean }（缺单价）
offer-year = {"  "}首年省 { $year }
offer-slow = {"  "}{ $days } 天限速
offer-row-bill = 实际账单
offer-row-mean = 真实
offer-row-fee = 月费
offer-row-saves = 每月省
offer-ranking = 全部套餐：真实月费用，每月省；灰色的不能办
offer-rank = { $mean }
offer-rank-lower = 至少 { $mean }

# seatmate rate
rate-heading = { $number }  现套餐：{ $package }
rate-package-unknown = 目录里没有（{ $text }）
rate-package-missing = 未知
rate-example = 注意：用的是公开示例资费，不是现行资费，不能据此向客户承诺。
rate-months = 重算月份
rate-months-value = { $from } 至 { $to }，{ $count } 个月
rate-months-missing = { $from } 至 { $to }，{ $count } 个月，缺 { $missing } 个月
rate-no-months = 没有能重算的月份
rate-model = 模型误差
rate-model-value = { $percent }%（与 { $months } 张实际账单相比）
rate-model-none = 没有账单可比
rate-verdict = 结论
rate-say = 可以念
rate-column-package = 套餐
rate-column-fee = 月费
rate-column-mean = 真实月费用
rate-column-worst = 最贵月
rate-column-wins = 更省的月份
rate-column-month = 每月省
rate-column-year = 首年省
rate-column-mark = 说明
rate-wins = { $wins }/{ $of }
rate-now = 现在
rate-lower-bound = >= { $amount }
rate-refused = 不能办的 { $count } 款
rate-more = 其余 { $count } 款见 --json
rate-bill = { $month }  { $package }
rate-total = 合计
rate-billed = 实际账单
rate-shadow = 限速影子价（不是钱）
rate-item-fee = 月费
rate-item-pack-fee = 包月费 { $name }
rate-item-discount = 优惠
rate-item-voice = 套外语音
rate-item-data = 套外流量
rate-item-sms = 短信
rate-item-roaming = 漫游
rate-item-lines = 副卡
rate-item-as-billed = 漫游与增值（照账单）
rate-unit-minutes = { $n } 分钟
rate-unit-messages = { $n } 条
rate-unit-days = { $n } 天
rate-unit-lines = { $n } 条副卡
rate-unit-data = { $mb } MB
rate-pool-rollover = 上月结转
rate-pool-directed = 定向流量
rate-pool-local = 本地流量
rate-pool-plan = 套餐内
rate-pool-pack = { $name }
rate-pool-family = 家庭共享
rate-step-used = 用了 { $amount }
rate-step-covered = { $pool } { $of }，抵 { $amount }
rate-step-covered-unlimited = { $pool } 不限量，抵 { $amount }
rate-step-beyond = 超出 { $amount }
rate-step-each = { $count } x { $price } = { $amount } 元
rate-step-whole = { $count } x { $mb } MB x { $price } = { $amount } 元
rate-step-per-mb = { $data } x { $price } 元/MB = { $full } 元，计 { $amount } 元
rate-step-at-most = 封顶：{ $before } 元降为 { $amount } 元
rate-step-slow = 限速 { $data }，影子价 { $shadow } 元（不计入合计）
rate-step-by-day = 按天：{ $held }/{ $of } 天，全月 { $full } 元
rate-step-unknown = 单价未知，这一项没有计入，合计只是下限

problem-no-package = 目录里没有这款套餐。
    .hint = 套餐文件在设置文件旁的 packages/ 里；没有时用内置的示例。
problem-packages-wrong = 套餐文件有 { $count } 处问题，有错误的文件没有使用。
    .hint = 用 seatmate check 查看错在哪里。

# 特点、优点、利益
offer-feature = 特点
offer-advantage = 优点
offer-benefit = 利益
offer-benefit-of = F5 选中的套餐，对客户的好处
