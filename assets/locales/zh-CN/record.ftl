# 成绩档案：认证、报告、给班组的成绩。

finding-certificate-twice = 认证 { $certificate } 写了两次
    .hint = 每项认证一个 id，改掉其中一个
finding-certificate-level = 级别要在 1 到 9 之间
    .hint = 1 是最初的一级
finding-certificate-free = 什么都不要求的认证，一开始就有了
    .hint = 写上至少一条 needs，例如 group = "bill", score = 75
finding-certificate-opens-nothing = 这项认证什么也不开放
    .hint = 用 campaigns 或 scripts 写出它开放的活动或话术
finding-certificate-score = 分数要在 1 到 100 之间，场景数至少是 1
    .hint = 通过是 75 分
finding-certificate-mode = 学习和快练不能用来认证
    .hint = 写 practise（练习或考核都行）或 test（只认考核）
finding-certificate-need = 要写 group 或 scenario，只写一个
    .hint = 例如 group = "retention"，或 scenario = "retention-basement"
finding-certificate-unreachable = 要 { $count } 个场景，符合的只有 { $there } 个，谁也拿不到这项认证
    .hint = 减少 count、降低 difficulty，或补写场景
