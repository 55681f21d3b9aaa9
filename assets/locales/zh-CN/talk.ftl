# 话术、卡片、短信模板在屏幕上的话。

desk-ask-now = 现在问
desk-choose-now = 您来选
action-open-messages = 短信模板
    .why = 填好客户资料的短信，复制出去发
    .initials = dxmb
desk-messages = 短信模板
desk-messages-how = 回车或数字复制；* 是合适当前情况的
desk-messages-none = 还没有短信模板，放进 messages/ 就会出现在这里。
desk-message-length = 共 { $units } 字，按 { $segments } 条发
desk-message-gaps = 缺 { $n } 项
toast-message-copied = 短信已复制，共 { $n } 条
toast-message-has-gaps = 短信已复制，但缺 { $n } 项资料，发之前先补上
why-nothing-aloud = 这一步由您选，没有要念的话
desk-resume = 接着上次
desk-resume-where = { $time } 说到{ $stage }，停在：
desk-resume-go-on = 接着说
desk-resume-begin = 从头说
why-go-on-or-begin = 1 接着上次说，2 从头说

import-script-look = { $file } 会有 { $steps } 步，认得 { $fields } 个字段，不认得 { $unknown } 个标记。
import-script-written = { $file }：{ $steps } 步，认得 { $fields } 个字段，不认得 { $unknown } 个标记。去掉 by_hand 之前只能用 Ctrl-U 打开。
import-script-cut = 原文比一份话术长，第 300 步以后没有导入。
problem-script-empty = 这个文件里没有要说的话
    .hint = 至少写一行
problem-script-exists = { $file } 已经在了，内容不一样
    .hint = 先把它移开，或给原文件换个名字
problem-text-too-long = 这个文件比一份话术长得多
    .hint = 一个文件一份话术，不超过 1 MiB
problem-not-text = 这个文件不是文本
    .hint = 另存为纯文本，UTF-8 或 GBK 编码
toast-texts-read = 设置旁的文件已重新读入
problem-texts-kept = { $file } 第 { $line } 行有错，先用着改之前的
    .hint = seatmate check 会指出每处错误在哪里
desk-soft-hint = 对客户不说"{ $phrase }"，可以说：{ $instead }
why-nothing-aloud-card = 这一条是不要说的话，不复制
