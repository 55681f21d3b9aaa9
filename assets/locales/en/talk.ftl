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

import-script-look = { $file } would have { $steps } steps, { $fields } fields known, { $unknown } marks unknown.
import-script-written = { $file }: { $steps } steps, { $fields } fields known, { $unknown } marks unknown. It opens only by hand (Ctrl-U) until you take by_hand out.
import-script-cut = The text was longer than a script can be; what came after step 300 was left out.
problem-script-empty = There is nothing to say in this text
    .hint = It needs at least one line of words
problem-script-exists = { $file } is there with something else in it
    .hint = Move it away, or give the text file another name
problem-text-too-long = The text is longer than a script
    .hint = One script a file, at most 1 MiB
problem-not-text = This file is no text
    .hint = Save it as plain text, in UTF-8 or GBK
toast-texts-read = The files beside the settings were read again
problem-texts-kept = { $file } has a mistake in line { $line }; the version before stays in use
    .hint = seatmate check shows every mistake with its place
desk-soft-hint = "{ $phrase }" is not said to customers; rather: { $instead }
why-nothing-aloud-card = this part is what not to say; it is not copied
