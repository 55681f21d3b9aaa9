# 客户洞察

action-open-why = 依据
    .why = F2、F3 里每个判断依据哪条规则；数字键说征兆不对。
    .initials = yj
    .short = 依据
toast-sign-quiet = 已记为误报，{ $n } 天内不再对这位客户提示；Ctrl-Z 撤回
why-no-rule = 这里还没有可以说明依据的判断
why-not-a-sign = 这一行不是征兆；误报只对征兆记
problem-rules-wrong = 规则文件有 { $count } 处问题，有错误的文件没有使用，按内置规则。
    .hint = 用 seatmate check 查看错在哪里。

insight-measure-voice = 通话
insight-measure-data = 流量
insight-measure-bill = 账单
insight-minutes = { $n } 分钟
insight-gb = { $n } GB

# 级别与分数
insight-churn = 异动
insight-alarm-red = 红
insight-alarm-amber = 黄
insight-alarm-none = 平
insight-points = { $n } 分
insight-others = 其余 { $n } 项

# 征兆，一句话带证据
insight-sign-usage_fall = { $measure }降到 { $latest }，平时约 { $usual }
insight-sign-slow_decline = { $measure }连续 { $n } 个月走低
insight-sign-silence = 连续 { $n } 天没有通话，平时最多 { $limit } 天{ $data ->
    [alive] ，流量照常
    [dead] ，流量也停了
   *[unknown] {""}
}
insight-sign-contract_end = 合约 { $on } 到期，还有 { $n } 天
insight-sign-contract_ended = 合约 { $on } 已到期 { $n } 天
insight-sign-hotline = { $at } 拨打竞品客服，30 天内 { $n } 次
insight-sign-campaign = { $at } 起竞争对手在做活动
insight-sign-friends_leave = 网内通话占比降到 { $latest } %，平时 { $usual } %
insight-sign-port_query = { $at } 查询携转资格
insight-sign-port_request = { $at } 申请携转授权码{ $lives ->
    [yes] ，60 分钟内有效
   *[no] {""}
}
insight-sign-complaint = { $at } 的投诉还没办结
insight-sign-repeated_calls = 30 天内致电客服 { $n } 次
insight-sign-bill_shock = 账单突增到 { $latest }，平时 { $usual }{ $legal ->
    [yes] ，超过前五月均值三倍，须告知
   *[no] {""}
}
insight-sign-stopped = { $at } 起停机
insight-sign-contract_long = 合约到 { $on }，还有 { $n } 天
insight-sign-long_stay = 在网 { $n } 个月
insight-sign-family = 家庭或副卡
insight-sign-broadband = 宽带

# 规则：条件、输入、日期
insight-rule-usage_fall = 取对数，与自己近 12 个月中位相差几个离散度：低于 { $amber } 为黄，低于 { $red } 或两项都低为红；这次 { $z }，看了 { $months } 个月，数据到 { $month }
insight-rule-slow_decline = 累计低于中位的幅度达到 { $limit }，并且连续 { $run } 个月偏低；这次 { $sum }
insight-rule-silence = 按近 90 天零通话的比例算出个人界限（偶然出现的机会不到 { $chance }），最少 { $least } 天、最多 { $most } 天
insight-rule-contract_end = 到期前 90、60、30 天内 { $p90 }、{ $p60 }、{ $p30 } 分；过期 30 天后逐日减到 90 天为零；按今天算
insight-rule-hotline = { $days } 天内拨打竞品客服：一次 { $once } 分，多次 { $more } 分
insight-rule-campaign = { $days } 天内主管录入了竞争对手的活动：{ $p } 分
insight-rule-friends_leave = 网内占比比自己的中位低 { $amber } 个离散度以上：{ $p } 分
insight-rule-port_query = { $days } 天内查询携转资格：{ $p } 分
insight-rule-port_request = { $days } 天内申请授权码：{ $p } 分；授权码 60 分钟内有效
insight-rule-complaint = 有投诉而没有办结记录：{ $p } 分
insight-rule-repeated_calls = 30 天内致电客服达到 { $n } 次：{ $p } 分
insight-rule-bill_shock = 超过自己中位的 { $percent } % 且多出 { $least } 以上，或超过前五月均值的 { $legal } %：{ $p } 分；数据到 { $month }
insight-rule-stopped = 停机后没有复机：{ $p } 分
insight-rule-contract_long = 合约还有一年以上 { $year } 分，两年以上 { $two } 分
insight-rule-long_stay = 在网超过 { $n } 个月：{ $p } 分
insight-rule-family = 标签有家庭、副卡、亲情：{ $p } 分
insight-rule-broadband = 标签有宽带：{ $p } 分
insight-floor-port_code_lives = 授权码还有效：不论保留因素减多少分，至少为{ $level }
insight-floor-port_request = 申请过授权码：不论保留因素减多少分，至少为{ $level }
insight-rule-capped = 单独 { $weight } 分；同类合计有上限，计 { $points } 分
insight-rule-target = { $rule ->
    [any] 近 { $back } 个月中任意 { $n } 个月
    [consecutive] 近 { $back } 个月中连续 { $n } 个月
   *[mean] 近三个月平均
}账单满 { $bill }；已知 { $of } 个月，满足 { $months } 个月
insight-rule-standing = 金卡以上或近三月平均账单满 { $bill } 为高价值；标签说明有影响力为重点；两者都是为双料。价值：{ $value ->
    [none] 不到
   *[other] { $value }
}；影响：{ $influence ->
    [none] 没有这样的标签
   *[other] 标签「{ $influence }」
}
insight-rule-tier = 近三月平均 { $now }，前三月平均 { $before }；按 { $tiers } 分档
insight-rule-stage = 入网 { $joining } 个月内为入网期，{ $growing } 个月内为成长期；账单月变化超过 { $slope } % 为成长，低于负 { $slope } % 且最近偏低、或有 { $signs } 个明显征兆为衰退；要连续 { $patience } 个月才算换期
insight-rule-course = 近六个月的对数用量，两两之间斜率的中位（Theil-Sen）；{ $month ->
    [none] 与上月相比未知
   *[other] 比上月 { $month } %
}
insight-rule-calling = 一周里可以外呼的 63 个小时，自己的通话次数加上人人相同的 20 次，再与平均比
insight-rule-next = 值 { $worth }：（接受千分之 { $accepted } x { $margin } + 级别权重 { $risk }（只用来排序）x 对症千分之 { $prevents } x 年边际 { $value }）x 在意千分之 { $suits } - 成本 { $cost } - 打扰 { $fatigue }
insight-rule-duty = 服务义务排在一切推荐之前，不算钱
insight-rule-quiet = { $at } 记为误报（{ $reason }），到 { $until } 前不提示
insight-quiet = 不再提示：{ $rule }
insight-rule-file = 规则 { $rule }，文件 { $file }
insight-why = 依据
insight-why-how = 上下选，1-5 说征兆不对，Ctrl-Z 撤回，F1 看按键，Esc 关
insight-wrong = 征兆不对？
insight-wrong-away = 出差生病
insight-wrong-other_line = 用别的号
insight-wrong-season = 年年如此
insight-wrong-bad_record = 记录有误
insight-wrong-settled = 已经解决

# 征兆的名称
insight-name-usage_fall = 用量突降
insight-name-slow_decline = 缓慢下滑
insight-name-silence = 多日零通话
insight-name-contract_end = 合约到期
insight-name-hotline = 竞品客服
insight-name-campaign = 竞品活动
insight-name-friends_leave = 亲友离网
insight-name-port_query = 携转查询
insight-name-port_request = 携转申请
insight-name-complaint = 投诉未结
insight-name-repeated_calls = 重复致电
insight-name-bill_shock = 账单突增
insight-name-stopped = 停机
insight-name-contract_long = 合约尚长
insight-name-long_stay = 老客户
insight-name-family = 家庭副卡
insight-name-broadband = 宽带

# 价值
insight-value = 价值
insight-standing-general = 一般
insight-standing-high_value = 高价值
insight-standing-key = 重点
insight-standing-both = 双料
insight-target-met = 服务目标 { $months }/{ $of } 月达标
insight-target-missed = 服务目标未达 { $months }/{ $of } 月
insight-tier-up = + 升档 { $now }
insight-tier-down = - 降档 { $now }
insight-tier-same = = 平稳 { $now }
insight-mean = 月均 { $bill }

# 生命周期
insight-stage = 阶段
insight-stage-joining = 入网期
insight-stage-growing = 成长期
insight-stage-mature = 成熟期
insight-stage-declining = 衰退期
insight-stage-win_back = 赢回期
insight-stage-days = { $stage } { $n } 天
insight-stage-leaning = 最近偏{ $stage }
insight-goal = 目标
insight-goal-joining = 问候、建立信任，让客户习惯接我们的电话，帮省钱
insight-goal-growing = 关怀使用，试着推荐简单业务
insight-goal-mature = 融入生活，可以推介高价值业务，提升服务
insight-goal-declining = 先听原因，主动挽留，延长合约，不硬推新业务
insight-goal-win_back = 问清离网原因，说明改了什么，再谈回来

# 类型
insight-persona = 类型
insight-persona-summit = 层峰者
    .do = 一句话说结论，主动安排，国际漫游先讲
    .dont = 不念套餐条款，不反复来电
insight-persona-business_elite = 商务精英
    .do = 讲效率和漫游，约好时间，承诺准时
    .dont = 不在会议时间长谈
insight-persona-white_collar_lady = 白领丽人
    .do = 讲体验和权益，语气亲切
    .dont = 不拿价格压人
insight-persona-young_white_collar = 青年白领
    .do = 讲流量和线上办理，发链接
    .dont = 不让跑营业厅
insight-persona-student = 时尚学生
    .do = 讲流量包和假期优惠，说得轻松
    .dont = 不签长合约
insight-persona-wage_earner = 工薪一族
    .do = 先讲能省多少，账要算清
    .dont = 不推用不上的业务
insight-sensitive = 在意
insight-do = 宜
insight-dont = 不宜
insight-sensitivity-security = 安全
insight-sensitivity-price = 价格
insight-sensitivity-service = 服务
insight-sensitivity-brand = 品牌
insight-fact-age = 年龄
insight-fact-level = 级别
insight-fact-tenure = 网龄
insight-fact-bill = 账单
insight-fact-minutes = 通话
insight-fact-data_gb = 流量
insight-fact-roaming_months = 漫游
insight-fact-overage_months = 超套
insight-fact-evening_share = 晚间通话
insight-fact-complaints = 投诉
insight-fact-service_contacts = 找客服
insight-fact-package_changes = 换套餐
insight-fact-words = 标签与资料

# 下一步
insight-next = 下一步
insight-action-port_code_lives = 马上谈携转
insight-action-answer_complaint = 先答复投诉
insight-action-tell_large_bill = 先告知大额账单
insight-action-keep_promise = 先兑现承诺
insight-action-restore_service = 先催复机
insight-action-remind_arrears = 先提醒缴费
insight-action-listen = 先问先听
insight-action-supervisor_call = 请主管回电解决
insight-action-rerate_package = 重算套餐
insight-action-renew_contract = 谈续约
insight-action-match_offer = 对比竞品给权益
insight-action-care_call = 关怀问近况
insight-action-package_check = 做套餐体检
insight-action-offer_benefit = 推荐权益
insight-because-duty = 服务义务，先做
insight-because-retain = 风险{ $risk } x 年边际 { $value } x 对「{ $sign }」最对症
insight-because-other = 多半愿意，费用低，值 { $worth }
insight-held-out = 观察组：不主动关怀和营销，用来比较效果
insight-restraint = 先不做
insight-restraint-complaint_open = 投诉未结，只做服务
insight-restraint-arrears = 有欠费，不营销
insight-restraint-do_not_call = 免打扰
insight-restraint-no_consent = 没有同意营销
insight-restraint-peril = 有离网危险，不提新套餐
insight-restraint-held_out = 观察组

# 一句话
insight-brief-taboo = 忌 { $text }
insight-brief-promise = 答应 { $at } 回电
insight-brief-promise-late = 答应 { $at } 回电，已迟
insight-brief-promise-open = 有答应的事
insight-brief-begin = 先：{ $action }
insight-brief-who = { $name }{ $title }
insight-brief-years = 在网 { $n } 年

# 用量
insight-trend = 趋势
insight-course = { $measure } { $percent } %/月
insight-course-flat = { $measure } 平稳
insight-bundle = 套内
insight-bundle-value = { $in } 元/月，套外 { $out } 元
insight-call-at = 宜致电
insight-call-hour = 周{ $day } { $hour }:00
insight-week = 一周通话
insight-day-1 = 一
insight-day-2 = 二
insight-day-3 = 三
insight-day-4 = 四
insight-day-5 = 五
insight-day-6 = 六
insight-day-7 = 日

# seatmate
insight-data-to = 数据到 { $month }
insight-risk-red = 高
insight-risk-amber = 中
insight-risk-none = 低
insight-wrong-times = 这条规则在本席被记误报 { $n } 次
