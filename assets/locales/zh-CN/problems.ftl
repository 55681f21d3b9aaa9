# The problems.

problem-phone-lost = 与电话系统的连接断了，通话状态可能已经不准。
    .hint = 照常写小结；恢复后会自动更新，确已结束的通话按 Ctrl-G 再按 #。


problem-no-such-screen = 没有这个画面
    .hint = 可以画的画面：{ $screens }
