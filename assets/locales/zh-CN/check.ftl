# seatmate check 的话。

check-error = 错误
check-warning = 提醒
check-hint = 怎么改

finding-toml = 这里读不懂：{ $message }
    .hint = 对照 README 里的例子检查拼写、引号和括号
finding-choice = 这个值不在可选之列
    .hint = 可选：{ $allowed }
finding-empty = 这里是空的
    .hint = 写上内容，或删掉这一项
finding-no-steps = 话术里一步也没有
    .hint = 至少写一个 [[step]]
finding-template = 模板写错了：{ $message }
    .hint = 检查 {"{{"} {"}}"} 和 {"{%"} {"%}"} 是否成对,if 是否有 endif
finding-unknown-field = 没有 { $field } 这个字段
    .hint = 是不是 { $nearest }？
finding-no-fallback = { $field } 可能没有值，念出来会缺一块
    .hint = 写成 {"{{"} { $field } | default("...") {"}}"}，或加 when = "{ $field }"
finding-long-line = 这一行约 { $cells } 格，念的时候一眼看不完
    .hint = 每行不超过 { $limit } 格，一行说一个意思
finding-avoid = 对客户不说"{ $phrase }"
    .hint = 可以说：{ $instead }
finding-stage-order = 开场要在最前，结束要在最后
    .hint = 调整这一步的位置
finding-too-many-snippets = 常用语最多 { $limit } 条
    .hint = 一个数字键对应一条，删去多余的
finding-snippet-too-long = 常用语要在一行 { $limit } 字以内
    .hint = 长的内容写进话术
finding-unknown-file = 看不出这是什么文件
    .hint = 话术、常用语、映射、设置可以检查：scripts/、snippets/、mappings/ 和 settings.toml
