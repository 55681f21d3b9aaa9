# What the screen says of scripts, cards and message templates.

desk-ask-now = Ask now
desk-choose-now = Your choice
action-open-messages = Message templates
    .why = texts filled for this customer, to copy and send
    .initials = dxmb
desk-messages = Messages
desk-messages-how = Enter or a digit copies; * fits this customer
desk-messages-none = There are no templates yet; those in messages/ appear here.
desk-message-length = { $units } characters, { $segments ->
    [one] one message
   *[other] { $segments } messages
}
desk-message-gaps = { $n ->
    [one] one gap
   *[other] { $n } gaps
}
toast-message-copied = Copied, { $n ->
    [one] one message
   *[other] { $n } messages
}
toast-message-has-gaps = Copied with { $n ->
    [one] one gap
   *[other] { $n } gaps
}: fill it before sending
why-nothing-aloud = this step is yours to choose; nothing is read aloud
desk-resume = Go on from last time
desk-resume-where = stopped at { $time } in { $stage }, at:
desk-resume-go-on = go on there
desk-resume-begin = begin again
why-go-on-or-begin = 1 goes on where it stopped, 2 begins again
