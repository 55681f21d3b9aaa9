# 话术、卡片、短信模板在屏幕上的话。

desk-ask-now = 现在问
desk-choose-now = 您来选
why-nothing-aloud = 这一步由您选，没有要念的话
