# 客户画像

action-open-person = 客户画像
    .why = 怎么用手机、在意什么、体验到哪一步、关系如何；用数字键记下您了解到的。
    .initials = khhx
    .short = 画像
why-no-such-choice = 这一行没有这个数字
why-write-it = 按 Enter 写下客户的回答
why-set-by-digit = 这一行用数字键设
why-nothing-set = 没有可以收回的设定

person-title = 画像
person-how = Tab 换页，F1 依据，Esc 关
person-page-portrait = 画像
person-page-experience = 体验
person-page-relation = 关系
person-enter = Enter 画像

# 三行画像
person-using = { $known ->
    [both] 每月约 { $gb } GB 流量、{ $minutes } 分钟通话
    [data] 每月约 { $gb } GB 流量，通话多少不清楚
    [voice] 每月约 { $minutes } 分钟通话，流量多少不清楚
   *[none] 还没有用量记录，怎么用手机不清楚
}{ $lean ->
    [data] ，主要是上网
    [voice] ，主要是打电话
    [even] ，两样差不多
   *[none] {""}
}{ $trend ->
    [up] ，半年来每月多 { $percent } %
    [down] ，半年来每月少 { $percent } %
    [flat] ，半年来平稳
   *[none] {""}
}。
person-talking = { $busy ->
    [yes] 多在 { $from } 点到 { $to } 点通话（{ $share } %），周末占 { $weekend } %
   *[no] 什么时候通话还没有记录
}{ $each ->
    [none] {""}
   *[other] ，每次约 { $each } 分钟
}{ $numbers ->
    [none] {""}
   *[other] ，每月和 { $numbers } 个号码来往
}{ $onnet ->
    [none] {""}
   *[other] ，{ $onnet } % 在网内
}。
person-paying = { $bill ->
    [none] 还没有账单记录
   *[other] 月均账单 { $bill } 元
}{ $package ->
    [none] {""}
   *[other] ，套餐 { $package } 元
}{ $part ->
    [none] {""}
   *[other] ，其次是{ $part } { $amount } 元
}{ $over ->
    [none] {""}
    [never] ，没有超套
   *[other] ，{ $of } 个月里超套 { $over } 个月
}{ $wasted ->
    [none] {""}
   *[other] ；套餐里每月约 { $wasted } 元没用上
}。
person-part-voice = 套外通话
person-part-data = 套外流量
person-part-sms = 短信
person-part-value_added = 增值业务
person-part-roaming = 漫游

# 套内用量
person-unused = 闲置
person-unused-value = 每月{ $gb ->
    [none] {""}
   *[other] { " " }{ $gb } GB
}{ $minutes ->
    [none] {""}
   *[other] { " " }{ $minutes } 分钟
}，白花 { $fee } 元
person-unused-nothing = 没有，套餐都用完了
person-unused-unknown = 不清楚，目录里没有写全这个套餐
person-rule-unused = 套餐含 { $minutes ->
    [none] 不计分钟
   *[other] { $minutes } 分钟
}、{ $gb ->
    [none] 不计流量
   *[other] { $gb } GB
}，月租 { $fee }；按每分钟 { $minute }、每 GB { $each } 把月租分给两样，没用上的那部分就是白花的{ $rolls ->
    [yes] ，结转到下月还没用完才算
   *[no] {""}
}；套餐 { $package }，看了 { $n } 个月；账单有套外费用而按目录却没用完的月份不算
person-rule-portrait = 近 { $months } 个月已知各月的平均；全体客户的中位是 { $minutes } 分钟、{ $gb } GB，一样超过另一样的 { $percent } % 算主要；通话时间来自 7 x 24 通话惯性

# 购买类型与风格
person-purchase = 购买
insight-purchase-straight = 直接重购
    .do = 照旧续用就好，把服务水平说清楚
    .dont = 不要为了推新的，让客户从头再比一遍
insight-purchase-modified = 修正重购
    .do = 先分析现在的用量和账单，只改不合适的那一处
    .dont = 不要整套推倒重来
insight-purchase-new_task = 全新购买
    .do = 从需求问起，拿出整套方案，连同怎么换一起说
    .dont = 不要只报一个价
person-style = 风格
insight-style-dominant = 支配型
    .do = 先说结论和能办到的时间，给两个选择让客户定
    .dont = 不绕弯，不争对错
insight-style-influencing = 影响型
    .do = 热情接话，讲别人用得怎样，记住聊过的事
    .dont = 不要一上来就念条款和数字
insight-style-steady = 稳健型
    .do = 放慢一点，一步一步来，说明不满意可以退回
    .dont = 不催当场决定，不突然换方案
insight-style-cautious = 谨慎型
    .do = 给明细、给依据，发短信让客户自己核对
    .dont = 不说「差不多」，不跳过细节
person-unclear = 看不出来，听出来了按数字记下
person-said = 座席 { $at }
person-guess = 推断 { $points } 分
person-guess-short = 推断
person-nothing = 没有迹象

# 四种在意
person-level-0 = 不在意
person-level-1 = 略在意
person-level-2 = 在意
person-level-3 = 很在意
person-say-security = 先讲账户和信息怎样受保护，核身要说明为什么
person-say-price = 先算账：每月多少、省多少，数字要经得起核对
person-say-service = 先说谁来负责、什么时候答复，说到做到
person-say-brand = 先认老客户和全球通的身份，讲专属服务
person-set-choice = 数字选：{ $choices }；同一个数字再按收回
person-set-level = 0 不在意  1 略  2 在意  3 很在意  + - 调；同一个数字再按收回
person-set-stage = 1 认知  2 知识  3 倾向  4 使用  5 忠诚  + - 调；同一个数字再按收回
person-set-cell = Enter 写一句  1 略知  2 熟悉  3 深交；同一个数字再按收回
person-set-fact = Enter 写下客户的回答
person-rule-said = { $at } 座席说了算，{ $level ->
    [none] 推断不再计
   *[other] 计 { $points } 分
}；推断是 { $guess } 分：{ $facts }
person-rule-guess = 推断 { $points } 分：{ $facts }。座席记下的优先
person-rule-none = 没有一条线索成立，或几类一样近；座席记下的优先
person-rule-choice = （{ $least } 分起、且明显领先才下判断）

# 体验过程
person-stage-awareness = 认知
person-stage-knowledge = 知识
person-stage-leaning = 倾向
person-stage-use = 使用
person-stage-loyalty = 忠诚
person-method = 宜
person-ask = 问
person-learn = 待了解
person-experience-agent = { $at } 座席记
person-experience-months = { $known } 个月里用了 { $used } 个月
person-experience-word = 资料里有「{ $word }」
person-experience-nobody = 看不出来
person-rule-experience = 座席记下的优先；否则连续 { $n } 个月都用推断为忠诚，近三个已知月用过、或资料里有相应字样推断为使用；再往前看不出来，要问。这里：{ $source }

# 关系
person-module-work = 工作
person-module-life = 生活
person-module-feeling = 情感
person-depth-custom = 贴合需要
person-depth-experience = 共同经历
person-relation-sum = 宽度 { $width }/3  深度 { $depth }/2
person-relation-level-1 = 略知
person-relation-level-2 = 熟悉
person-relation-level-3 = 深交
person-rule-relation = 工作、生活、情感写了几块就是几分宽度；写到「贴合需要」深度 1，写到「共同经历」深度 2；只有座席写下的才算

# 缺的资料
person-missing = 缺
person-heard = { $at } 听说
person-fact-name = 机主姓名
person-fact-gender = 称呼
person-fact-birthday = 生日
person-fact-package = 套餐
person-fact-contract_end = 合约到期
person-fact-group_name = 单位
person-fact-region = 常在区域
person-fact-preferred_channel = 联系方式
person-fact-preferred_time = 方便时间
person-fact-taboo = 忌讳
person-fact-marketing_consent = 营销意愿
person-channel-this_call = 这次通话
person-channel-visit = 走访
person-channel-follow_up_call = 电话回访
person-channel-shop = 到营业厅时
person-channel-small_gift = 送小礼品时
person-channel-direct_mail = 直投互动
person-channel-complaint = 处理投诉时
person-channel-letter_reply = 回函时
person-channel-satisfaction_call = 满意度回访
person-channel-discount = 办优惠时
person-channel-survey = 市场调查
person-channel-reward = 给奖励时
person-channel-none = 现在不问
person-rule-missing = 客户资料里没有这一项；渠道按规则的先后取第一个可用的：投诉未结时只走投诉，免打扰不外呼，拒绝营销不走营销

insight-fact-contract_days = 合约剩余天数
insight-fact-port_queries = 携转查询
insight-fact-talk_seconds = 每次通话秒数
insight-fact-distinct_numbers = 来往号码
