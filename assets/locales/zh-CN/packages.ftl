# 套餐：导入清单、客户已有的包、客户对推荐的答复。

reject-package-bad-code = 编码为空或含空格
reject-package-code-twice = 前面的行已用过这个编码
reject-package-no-name = 没有名称
reject-package-no-unit = 流量没写单位：应写 10 GB 或 300 MB
reject-package-no-amount = 流量为 0
reject-package-class-twice = 同一类流量写了两次
reject-package-negative = 价格小于 0
reject-package-ladder-falls = 阶梯倒挂：用得多反而更便宜
reject-package-empty = 内容为空
reject-package-no-price = 应收费处价格为 0
reject-package-above-hundred = 超过 100
reject-package-penalty-without-commitment = 有违约金却没有合约期
reject-package-no-downgrade-without-commitment = 写了不可降档却没有合约期
reject-package-end-before-beginning = 结束早于开始
reject-package-throttle-below-allowance = 套内流量没用完就限速
reject-package-rolls-nothing = 可结转却没有通用流量
reject-package-fuse-below-allowance = 断网阈值低于套内流量
reject-package-empty-pack = 包里什么都没有
reject-package-wrong-kind = 这类套餐不应有此列
reject-package-price-beyond-unlimited = 不限分钟却有套外单价
reject-package-unreadable = 不是这一列该有的内容
reject-package-too-many = 超过 2000 个套餐
reject-package-code-elsewhere = 设置目录里另一个套餐文件已有此编码，请在那里修改

import-packages-filed = { $file } 现有 { $packages } 个套餐：新增 { $added } 个，变更 { $changed } 个。座席界面下次启动起使用。
import-packages-look = { $file } 将有 { $packages } 个套餐：新增 { $added } 个，变更 { $changed } 个。

problem-import-catalogue = 之前导入的套餐文件读不出来。
    .hint = 运行 seatmate check，改好 packages/imported.toml 或把它移走；这次什么都没有改动。
problem-import-shelf-full = 套餐太多，超出座席界面能读的量。
    .hint = 文件上限 1 MiB；去掉已停售且无人使用的套餐。
problem-import-shelf = 套餐写不进去：{ $why }
    .hint = 检查设置旁 packages 目录的权限；原文件未动。
problem-import-example = 只有套餐可以标为示例。
    .hint = 去掉 --example。

# 客户对推荐的答复。

answer-accepted = 接受
answer-maybe = 考虑
answer-declined = 不要（{ $why }）
answer-why-price = 嫌贵
answer-why-bother = 怕麻烦
answer-why-distrust = 不相信
answer-why-other-plans = 已有安排
answer-why-unsaid = 没说原因
answer-line = { $name }：{ $said }
answer-rests = { $on } 已拒绝{ $name }（{ $why }）：{ $until } 前不要先提，除非客户主动问
answer-rests-accepted = { $on } 已接受{ $name }：先核实是否办妥，再谈别的
answer-rests-saving = （每月可省 { $amount } 元）
show-offer = 推荐答复
desk-offer = 推荐
rate-answered = 曾答复
offer-hold-lifted = 客户主动问起(5)或对账单有意见(6)时解除
toast-heard-asked = 已记：客户主动问起，可以谈套餐
toast-heard-bill = 已记：客户对账单有意见，可以作为解决办法谈套餐
toast-heard-taken-back = 已取消
offer-mark-held-pack = 已订的某个包不在目录中，其月费未计入
offer-verdict-pack-change = 现套餐不动，调整包更省：{ $change }
offer-packs-kept = 保留 { $names }
offer-packs-dropped = 退订 { $names }
offer-packs-added = 加订 { $names }
desk-packs = 已订包
show-packs = 已订包
offer-keys-short = 1-4 + - 0 试算  5 问起 6 账单 7 要 8 想想 9 不要
offer-example-mark = 示例资费
