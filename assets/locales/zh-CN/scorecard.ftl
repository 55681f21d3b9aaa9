# 用自己的结果学出来的记分卡。

about-scorecard = 用本地结果学一张看得懂的记分卡，或检验一张记分卡
about-scorecard-fit = 从带结果的 CSV 学一张几行长的记分卡
    .after =
        {"  "}seatmate scorecard fit 结果.csv --label 离网 --positive 是 --out card.toml
        {"  "}seatmate scorecard fit 结果.csv --label 离网 --rising 投诉次数 --drop 地区
about-scorecard-evaluate = 用没学过的数据检验记分卡
    .after =
        {"  "}seatmate scorecard evaluate card.toml 上月.csv
arg-label = 记录结果的那一列
arg-positive = 要找的结果值
arg-lines = 记分卡最多几行
arg-conditions = 一条规则最多合并几个条件
arg-rising = 数值越大分数只许越高的列
arg-falling = 数值越大分数只许越低的列
arg-drop = 不用的列
arg-keep = 看着像编号或像结果也要用的列
arg-no-sums = 不尝试把列名结尾相同的列相加
arg-capacity = 一天能联系多少客户
arg-card = 记分卡文件
arg-table = 带结果的 CSV

scorecard-head = { $label } = { $positive }：共 { $rows } 行，其中 { $positives } 行
scorecard-left = 未使用：{ $name }（{ $why }）
scorecard-left-constant = 只有一个值
scorecard-left-identifier = 是编号
scorecard-left-many = 文字取值太多
scorecard-left-same = 与结果说的是一回事，事前不可能知道
scorecard-left-dropped = 按要求不用
scorecard-suspicious = 注意：单凭 { $name } 一列 AUC 就有 { $auc }，是不是结果出来以后才填的？
scorecard-base = 人人的起点；每多 20 分，可能性之比翻一倍
scorecard-no-lines = 没有哪一列能把两种结果分得比碰运气更好：记分卡为空。
scorecard-and = 且
scorecard-missing = 缺失
scorecard-known = 已知
scorecard-auc-folds = AUC { $auc }，标准差 { $sd }（5 折，每折内全部重新选择）
scorecard-auc = AUC { $auc }
scorecard-lift = 分数最高的一成：命中率是平均的 { $lift } 倍
scorecard-precision = 分数最高的 { $capacity } 位中，{ $percent } % 应验
scorecard-calibration = 校准：平均相差 { $points } 个百分点；Brier 分数 { $brier }
scorecard-band = 第 { $tenth } 成：预计 { $expected } %，实际 { $seen } %
scorecard-written = 已写入 { $file }
scorecard-absent = 表中缺少记分卡用到的列，按缺失计：{ $names }

problem-scorecard-read = 读不了 { $file }（{ $why }）。
    .hint = 请检查路径和文件权限。
problem-scorecard-write = 写不了 { $file }（{ $why }）。
    .hint = 请用 --out 换一个位置。
problem-scorecard-empty = { $file } 里没有可学的行。
    .hint = 第一行是列名，以后每行一位客户。
problem-scorecard-ragged = 第 { $line } 行的列数与表头不同。
    .hint = 含逗号的内容请用双引号括起来。
problem-scorecard-same-name = 有两列都叫「{ $name }」。
    .hint = 请在表头里改掉其中一个名字。
problem-scorecard-not-a-card = { $file } 不是记分卡。
    .hint = 可以这样做一张：seatmate scorecard fit 文件 --label 列名 --out CARD.toml
problem-scorecard-no-label = 表里没有这个名字的结果列。
    .hint = 表里的列有：{ $names }
problem-scorecard-no-column = 表里没有「{ $name }」这一列。
    .hint = 表里的列有：{ $names }
problem-scorecard-many-values = 结果列不止两个值。
    .hint = 请用 --positive 指明要找哪一个：{ $values }
problem-scorecard-no-positive = 要找的值在结果列里没有出现。
    .hint = 出现过的值有：{ $values }
problem-scorecard-too-few = 结果太少，学不了：一种 { $positives } 个，另一种 { $negatives } 个。
    .hint = 每种至少要 { $fewest } 个；请多积累一些结果，或检查 --label 和 --positive。
problem-scorecard-nothing = 没有可用来学习的列。
    .hint = 所有列不是只有一个值，就是编号或结果本身；可用 --keep 列名 强制使用某列。
