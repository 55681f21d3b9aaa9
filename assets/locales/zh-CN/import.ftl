# 导入。

import-dry-run = 仅检查，未写入任何数据。
import-rows = { $rows } 行
import-read = 共读取 { $rows } 行。
import-accepted = 接收 { $rows } 行，其中 { $unchanged } 行无变化。
import-blank = 空行 { $rows } 行。
import-rejected = 退回 { $rows } 行：
import-unknown = 有 { $count } 列未使用：{ $names }
import-seconds = 用时 { $seconds } 秒

reject-encoding = 该行与文件编码不符
reject-open-quote = 引号没有闭合
reject-columns = 字段数与表头不一致
reject-too-many-columns = 超过 512 列
reject-too-long = 该行超过 1 MB
reject-field-too-long = 有字段超过 64 KB
reject-number-empty = 没有号码
reject-number-scientific = 号码被表格软件变成了 1.38E+10；请把该列设为文本后重新导出
reject-number-not-one = 不是电话号码
reject-number-length = 号码位数不对
reject-bad-money = 不是金额(元)
reject-money-too-precise = 金额超过两位小数
reject-bad-count = 不是合理范围内的数量
reject-bad-data = 不是流量数值
reject-bad-share = 不是 0 到 1 之间的占比
reject-bad-month = 不是月份
reject-bad-date = 不是日期
reject-bad-time = 不是时间
reject-unknown-word = 无法识别的取值；可用映射文件翻译
reject-empty = 缺少内容
reject-no-measure = 没有任何用量数值
reject-unknown-customer = 没有这个号码的客户；请先导入客户

problem-import-read = 文件读不了：{ $why }
    .hint = 请检查路径和权限。
problem-import-not-a-file = 这不是普通文件。
    .hint = 不接受目录、管道、设备和链接；请直接给出文件，或用 - 从标准输入读取。
problem-import-too-large = 文件太大。
    .hint = CSV 最大 8 GiB，表格最大 64 MiB；可按月拆分。
problem-import-empty = 文件没有表头。
    .hint = 第一行应当是列名。
problem-import-bad-header = 第一行不像表头。
    .hint = 请确认是 CSV 文件；必要时在映射文件里写明编码或分隔符。
problem-import-missing-column = 缺少列 { $column }。
    .hint = 在文件里用这个列名，或用 --map 指明是哪一列。
problem-import-no-measure = 文件里没有任何用量列。
    .hint = 至少要有 bill、voice_min、data_mb 之类的一列；可用 --map 指明。
problem-import-mapped-column-missing = 映射让 { $field } 取自列 { $column }，但文件里没有这一列。
    .hint = 请与文件第一行逐字核对列名。
problem-import-unknown-field = 映射里的 { $field } 不属于这类文件。
    .hint = 请确认映射文件与导入种类是否对应。
problem-import-two-columns = 文件里有两列 { $column }。
    .hint = 改掉其中一列的列名，或用 --map 选定。
problem-import-sheet = 表格文件读不了。
    .hint = 请另存为不加密的 .xlsx，或存为 CSV。
problem-import-sheet-kind = 只有客户和任务可以用表格导入。
    .hint = 请另存为 CSV。
problem-import-interrupted = 导入已中止，未写入任何数据。
    .hint = 可随时重新导入，已有的数据不会重复。
problem-import-rejects = 退回行文件写不了：{ $why }
    .hint = 请换一个目录；本次未写入任何数据。
problem-mapping-toml = { $file } 第 { $line } 行第 { $column } 列：不是正确的 TOML。
    .hint = 检查引号和括号是否闭合；中文键名要加引号。
problem-mapping-unknown-key = { $file } 第 { $line } 行第 { $column } 列：不认识这个键。
    .hint = 可用 encoding、delimiter、null 和 [columns]；列里可用 column、constant、prefix、pad、multiply、divide、values、null。
problem-mapping-table = { $file } 第 { $line } 行第 { $column } 列：这里应当是表。
    .hint = 例如单独一行 [columns]，或 values = {"{"} "对方的词" = "我们的词" {"}"}。
problem-mapping-column = { $file } 第 { $line } 行第 { $column } 列：没有写明取自哪一列。
    .hint = 写带引号的列名，或 {"{"} column = "列名" {"}"}。
problem-mapping-column-or-constant = { $file } 第 { $line } 行第 { $column } 列：column 与 constant 必须且只能写一个。
    .hint = column 取文件里的值，constant 给每一行同一个值。
problem-mapping-text = { $file } 第 { $line } 行第 { $column } 列：这里应当是带引号的文字。
    .hint = 数字也要加引号，如 "199"。
problem-mapping-list = { $file } 第 { $line } 行第 { $column } 列：这里应当是列表。
    .hint = 例如 ["-1", "N/A"]。
problem-mapping-number = { $file } 第 { $line } 行第 { $column } 列：这里应当是从 1 起的整数。
    .hint = 例如 divide = 1024，不加引号。
problem-mapping-encoding = { $file } 第 { $line } 行第 { $column } 列：不认识这种编码。
    .hint = 可用 utf-8、gb18030(含 gbk)、utf-16le、utf-16be。
problem-mapping-delimiter = { $file } 第 { $line } 行第 { $column } 列：不认识这个分隔符。
    .hint = 可用 ","、";" 或 "tab"。

finding-mapping-toml = 不是正确的 TOML。
    .hint = 检查引号和括号是否闭合；中文键名要加引号。
finding-mapping-unknown-key = 不认识这个键。
    .hint = 可用 encoding、delimiter、null 和 [columns]；列里可用 column、constant、prefix、pad、multiply、divide、values、null。
finding-mapping-table = 这里应当是表。
    .hint = 例如单独一行 [columns]，或 values = {"{"} "对方的词" = "我们的词" {"}"}。
finding-mapping-column = 没有写明取自哪一列。
    .hint = 写带引号的列名，或 {"{"} column = "列名" {"}"}。
finding-mapping-column-or-constant = column 与 constant 必须且只能写一个。
    .hint = column 取文件里的值，constant 给每一行同一个值。
finding-mapping-text = 这里应当是带引号的文字。
    .hint = 数字也要加引号，如 "199"。
finding-mapping-list = 这里应当是列表。
    .hint = 例如 ["-1", "N/A"]。
finding-mapping-number = 这里应当是从 1 起的整数。
    .hint = 例如 divide = 1024，不加引号。
finding-mapping-encoding = 不认识这种编码。
    .hint = 可用 utf-8、gb18030(含 gbk)、utf-16le、utf-16be。
finding-mapping-delimiter = 不认识这个分隔符。
    .hint = 可用 ","、";" 或 "tab"。
