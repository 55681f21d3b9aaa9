# 全量评估，以及从全部客户学到的数字
about-assess = 评估全部客户：征兆、级别、价值、下一步，写入一个文件；级别按名额、同级对比、季节一并学到
    .after =
        {"  "}seatmate assess --all --out 评估.csv
        {"  "}seatmate assess --all --out - --format ndjson
        {"  "}seatmate assess --methods
arg-methods = 列出挽留方法：各用过几次、结果如何
methods-method = 方法
methods-rung = 阶梯
methods-used = 用过
methods-gone = 目录里已没有
assess-done = 已评估 { $rows } 位客户；{ $red } 分起为红，{ $amber } 分起为黄；{ $books } 位客户经理有自己的线，学到 { $months } 个月的季节。
insight-rule-limits = 各项之和 { $n } 分；{ $red } 分起为红，{ $amber } 分起为黄：这是初始界限，还没有按全部客户算过（seatmate assess --all）；{ insight-no-probability }
insight-rule-quota = 各项之和 { $n } 分；{ $whose ->
    [own] 这位客户经理名下
   *[whole] 全部
} { $customers } 位客户里，前 { $share } 为红（{ $red } 分起），再 { $more } 为黄（{ $amber } 分起）；{ $at } 学到；{ insight-no-probability }
insight-peers = 高于{ $who ->
    [level] 同级
   *[all] 全部客户
} { $n } %
insight-rule-peers = 近三个月账单均值，与{ $who ->
    [level] 同级客户
   *[all] 全部客户
}近三个月均值比，低于他的占 { $n } %；{ $at } 学到，共 { $customers } 位客户
insight-told = 这条规则在本机通话里出现过 { $shown } 次，其中 { $wrong } 次记为误报
toast-sign-back = 误报已撤回，征兆恢复
finding-own-card = 这里没有能读的记分卡
    .hint = 写 seatmate scorecard fit 生成的文件，路径从设置文件所在的目录算起
own-label = 本店卡
own-score = { $n } 分
own-missing = 用不了，客户资料里没有这些列：{ $columns }
own-rule = 本店记分卡：起分 { $base }；{ $lines }。从 { $rows } 行的 { $label } 学来，文件日期 { $at }；与内置征兆分别计分，{ own-no-probability }
problem-own-card-wrong = 本店的记分卡读不了，没有使用。
    .hint = 用 seatmate scorecard fit 重新生成，放在数据目录或 rules 目录的 scorecard.toml。

insight-no-probability = 分数不是概率
own-no-probability = 不是概率
