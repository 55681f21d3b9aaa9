# 十秒简报：第一句话，每一句从哪里来；生命周期各期允许的动作
brief-say = 开口：{ $line }
brief-line-port_code_lives = 您申请了携转授权码，我先帮您把要留意的说清楚，好吗？
brief-line-answer_complaint = 您反映的事我已经看到了，先跟您说现在的进展。
brief-line-tell_large_bill = 您这个月账单比平时高很多，我先跟您说明是哪几项。
brief-line-keep_promise = 上次答应给您回话，我现在就跟您说结果。
brief-line-restore_service = 您已经缴费，我先确认您的号码恢复了没有。
brief-line-remind_arrears = 我先核对一下您的身份。您还有 { $amount } 元没有缴，{ $stopped ->
    [none] 缴清后一切照常使用。
   *[other] 号码 { $stopped } 起停机，缴清后我帮您盯着复机。
}
brief-line-listen = 您好，请问有什么可以帮您？
brief-line-supervisor_call = 这件事我请主管今天给您回电，您看几点方便？
brief-line-rerate_package = 您上月账单高了，我按您的用量重新算一遍，好吗？
brief-line-renew_contract = 您的合约快到期了，续不续都可以，我先把情况告诉您。
brief-line-match_offer = 如果有别家找过您，您可以直说，我看看能为您做什么。
brief-line-care_call = 最近用得还顺吗？有不方便的地方您告诉我。
brief-line-package_check = 我按您近几个月的用量看了看套餐，要不要听一下？
brief-line-offer_benefit = 您这个级别有一项权益还没用上，要不要我说一下？
brief-line-other = 您好，请问有什么可以帮您？
brief-field-customer-name = 客户资料的姓名
brief-field-customer-level = 客户资料的级别
brief-field-customer-joined-on = 客户资料的入网日期
brief-field-insight-churn-signs = 得分最高的征兆
brief-field-customer-taboo = 客户资料的忌讳
brief-field-follow-ups-first = 最早的一条未完成承诺
brief-field-insight-next-action = 按规则排在第一的动作
brief-field-insight-nothing-due = 规则：没有义务要办，也没有该提或能提的
brief-rule = 来自{ $field }，{ $on }
brief-rule-undated = 来自{ $field }，文件没有写日期
insight-restraint-declined = 刚拒绝过，不再推销
stage-allowed = 可做
stage-may-greet = 问候关怀
stage-may-save_money = 帮省钱
stage-may-offer_simple = 试推简单业务
stage-may-offer_valuable = 推介高价值业务
stage-may-retain = 主动挽留
stage-may-win_back = 赢回
brief-nameless = 姓名不详，先问怎么称呼
