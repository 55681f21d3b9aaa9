# 训练。
training-banner = 训练：客户是虚构的
    .short = 训练

arg-scenario = 哪个场景；不写则打开菜单
arg-train-list = 列出全部场景
arg-train-mode = 演练方式
arg-train-seed = 种子：相同的种子演出相同的对话
arg-try-file = 正在写的场景文件，改动后自动重新读取
arg-new-scenario = 为自己的场景写一份模板
