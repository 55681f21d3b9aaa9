# 训练场景的检查结果
finding-list-shape = 这一行不是「名称: 说法 | 说法」
    .hint = 名称只用英文字母、数字和连字符，后面是冒号
finding-list-empty = { $list } 里没有能听的说法，或者太多
    .hint = 写一到两百个说法，用 | 隔开
finding-list-twice = { $list } 写了两次
    .hint = 合成一组，或改一个名称
