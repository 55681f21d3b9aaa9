# What the screen says of scripts, cards and message templates.

desk-ask-now = Ask now
desk-choose-now = Your choice
why-nothing-aloud = this step is yours to choose; nothing is read aloud
