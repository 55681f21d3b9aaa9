# The desk.

desk-tray-count = { $n ->
    [one] { $n } call waiting
   *[other] { $n } calls waiting
}

# Time
desk-tenure = { $years } y { $months } m
desk-tenure-years = { $years } y
desk-tenure-months = { $months } m
desk-mon = Mon
desk-tue = Tue
desk-wed = Wed
desk-thu = Thu
desk-fri = Fri
desk-sat = Sat
desk-sun = Sun

# Product and states
desk-product = seatmate
desk-demo = demo
desk-agent = agent
desk-unsent = { $n } unsent
desk-idle = Idle
desk-looking = Viewing
desk-state-ringing = Ringing
desk-state-dialling = Dialling
desk-state-talking = On call
desk-state-held = On hold
desk-state-ended = Ended
desk-state-missed = Missed
desk-state-unknown = Unknown
desk-after-call = wrap-up
desk-on-hold = held for
desk-answer-it = answers
desk-more-ringing = { $n } more ringing
desk-withheld = Number withheld
desk-network-name = (network says "{ $name }")
desk-asking = Looking the customer up
desk-stranger = This number is not in the base. Ctrl-F finds people by name
desk-nameless = No number to look up. Ask for it, then press Ctrl-F
desk-no-signs = Nothing to watch out for
desk-customer-bare = The base holds little more than this number. A fuller file brings plan, contract and preferences here.
desk-no-customer = No customer yet. Ctrl-F finds one

# Forms of address and levels
desk-address-male = (Mr)
desk-address-female = (Ms)
desk-level-none = Standard
desk-level-star1 = 1 star
desk-level-star2 = 2 stars
desk-level-star3 = 3 stars
desk-level-star4 = 4 stars
desk-level-star5 = 5 stars
desk-level-silver = Silver
desk-level-gold = Gold
desk-level-platinum = Platinum
desk-level-diamond = Diamond

# Panes and places
desk-pane-customer = Customer
desk-pane-usage = Usage
desk-pane-script = Script
desk-pane-offers = Offers
desk-pane-note = Note
desk-pane-history = History
desk-home = Home
desk-search = Find
desk-follow-ups = To call
desk-wrap-up = Wrap-up
desk-help = Keys
desk-palette = Commands
desk-snippets = Snippets
desk-leader = After Ctrl-G
desk-focus = Focus:
desk-zoomed = full screen
desk-more = { $n } more below
desk-key-up = Up
desk-key-down = Down
desk-key-left = Left
desk-key-right = Right

# What worries us
desk-sign-port-requested = Port-out code requested at { $at }, valid for 60 minutes
desk-sign-port-queried = Asked about porting out on { $at }
desk-sign-complaint-open = Complaint open since { $at }
desk-sign-promise-due = Call back promised for { $at }
desk-sign-promise = A promise is still open
desk-sign-competitor = Called a competitor's hotline { $n ->
    [one] once
   *[other] { $n } times
} in 30 days
desk-sign-arrears = Overdue { $amount }
desk-sign-bill-shock = Bill jumped to { $latest }, usually { $before }
desk-sign-overage = Over the package { $n } months running, { $latest } last month
desk-sign-usage-drop = { $latest } minutes talked, usually { $before }
desk-sign-contract-ends = Contract ends { $on }, in { $n ->
    [one] one day
   *[other] { $n } days
}
desk-sign-contract-ended = Contract ended { $on }, { $n ->
    [one] one day
   *[other] { $n } days
} ago
desk-sign-do-not-market = No marketing
desk-sign-birthday = Birthday today
desk-sign-birthday-in = Birthday in { $n ->
    [one] one day
   *[other] { $n } days
}
desk-sign-birthday-ago = Birthday { $n ->
    [one] one day
   *[other] { $n } days
} ago

# Customer
desk-package = Package
desk-brand = Brand
desk-contract = Contract
desk-contract-until = until { $on }
desk-contract-ended = ended { $on }
desk-contract-penalty = leaving costs { $amount }
desk-balance = Account
desk-taboo = Avoid
desk-prefers = Prefers
desk-best-hour = Calls at
desk-best-hour-value = { $from } - { $to }
desk-tags = Tags
desk-consent = Marketing
desk-consent-yes = agreed
desk-consent-no = refused
desk-consent-unknown = not asked, treat as refused
desk-group = Company
desk-region = Region
desk-segment = Segment
desk-points = Points
desk-birthday = Birthday
desk-account = Paid by
desk-manager = Manager
desk-customer-stranger = This number is not in the base. Press Ctrl-F to find the person by name or another number; Enter links them to this call.
desk-customer-nameless = The number is withheld. Ask for it, press Ctrl-F, and Enter links the customer to this call.

# Usage
desk-bill = Bill
desk-voice = Voice
desk-data = Data
desk-unit-money = CNY
desk-unit-minutes = min
desk-unit-gb = GB
desk-unknown = unknown
desk-no-usage = No usage yet. Bring it in with seatmate import.
desk-fee-package = package
desk-fee-voice = voice
desk-fee-data = data
desk-fee-sms = texts
desk-fee-vas = extras
desk-fee-roaming = roaming

# Script
desk-say-now = Say now
desk-must-say = must be said
desk-script-done = The script is finished.
desk-no-script = No script fits this call. F6 takes you to the note.
desk-no-call-script = The script appears here once a call begins.
desk-stage-opening = Opening
desk-stage-identity = Identity
desk-stage-rapport = Rapport
desk-stage-discovery = Discovery
desk-stage-presentation = Proposal
desk-stage-objection = Objection
desk-stage-commitment = Agreement
desk-stage-confirmation = Confirm
desk-stage-closing = Closing

# Offers
desk-fit-unknown = Nothing is known about fees beyond the package, so its fit cannot be judged.
desk-fit-short = { $over } of { $n } months over, { $mean } a month
desk-fit-more = shows all of it and what to say
desk-say-it = You could say
desk-fit-fee = Monthly fee
desk-fit-months = Months over
desk-fit-months-value = { $over } of { $n }
desk-fit-mean = Extra, on average
desk-fit-worst = Extra, worst month
desk-fit-fits = The package fits
desk-fit-watch = Sometimes over, no need to change
desk-fit-too-small = The package is too small
desk-fit-too-few = Too few months are known to judge
desk-fit-fits-say = Over the last { $n } months you paid next to nothing beyond your package. It fits; there is no need to change.
desk-fit-watch-say = In { $over } of the last { $n } months you went a little over, { $mean } a month on average. Let us keep an eye on it.
desk-fit-too-small-say = In { $over } of the last { $n } months you went over your package, paying { $mean } more a month, at worst { $worst }.
desk-fit-too-few-say = Let me watch a few months of your use before saying whether the package fits.

# Note
desk-saved-at = saved { $at }
desk-typing = saving
desk-characters = { $n ->
    [one] { $n } character
   *[other] { $n } characters
}
desk-note-empty = Just type; every second is kept
desk-note-empty-ended = The call is over; you can still write. F9 wraps it up
desk-no-call-note = No call. A note belongs to a call.

# History
desk-no-history = No calls yet.
desk-follow-up = Call back
desk-call-in = in 
desk-call-out = out
disposition-resolved = Resolved
disposition-interested = Interested
disposition-agreed = Agreed
disposition-refused = Refused
disposition-escalated = Escalated
disposition-not-reached = Not reached
disposition-wrong-number = Wrong number
disposition-other = Other
event-competitor-hotline = Called a competitor
event-port-query = Asked about porting
event-port-request = Requested a port-out code
event-complaint = Complaint
event-complaint-closed = Complaint closed
event-service-call = Called service
event-stop = Suspended
event-resume = Resumed
event-package-change = Changed package
event-payment = Payment
event-visit = Visited a shop
event-campaign = Campaign
event-roaming = Roaming abroad

# Home
desk-tray = Waiting for wrap-up
desk-tray-empty = No call is waiting for its wrap-up.
desk-what-now = What now
desk-home-lead = Calls show up at the top by themselves. Beside any phone: Ctrl-F, the last four digits, Enter starts a call.

# To call
desk-follow-ups-empty = No calls to make. Follow-ups promised in a wrap-up appear here.
desk-follow-ups-count = { $n } in all, { $overdue } due
desk-preview = Preview
desk-col-when = When
desk-col-name = Customer
desk-col-number = Number
desk-col-level = Level
desk-col-reason = About
desk-origin-promise = Promised to the customer
desk-origin-task = Imported task
desk-last-contact = last contact { $at }

# Find
desk-search-by = name, pinyin, initials, any digits
desk-results = { $n ->
    [one] { $n } result
   *[other] { $n } results
}
desk-search-empty = Type a name, pinyin, initials or digits. An input method may stay on.
desk-search-nobody = Nobody found. With a whole number, Enter starts the call anyway.
desk-search-tip = Up and Down choose, Esc goes back and keeps what you typed
desk-enter-start-call = starts a call with the chosen customer
desk-enter-start-number = starts a call with this number
desk-enter-link = links the chosen customer to the call on the screen
desk-matched-number = number
desk-matched-last-four = last four
desk-matched-number-prefix = number begins
desk-matched-number-suffix = number ends
desk-matched-number-part = in the number
desk-matched-name = name
desk-matched-name-prefix = name begins
desk-matched-name-part = in the name
desk-matched-pinyin = pinyin
desk-matched-initials = initials

# Wrap-up
desk-outcome = Outcome
desk-outcome-digit = A digit chooses
desk-hint-save = Save
desk-outcome-how = Tab here, then a digit chooses
desk-outcome-proposed = Proposed from what happened; change it freely
desk-outcome-missing = No outcome chosen yet
desk-again = Call again
desk-again-when = When
desk-again-what = About
desk-again-none = no follow-up
desk-again-how = Up, Down: day  Left, Right: time  1-7: usual times  Delete: none
desk-again-tab = Tab here to change it
desk-saving = Saving
desk-save-and-next = { $key } once more saves and goes on

# Popups
desk-help-how = Up, Down choose, Enter runs, Esc closes
desk-palette-how = type a name, Enter runs it
desk-palette-nothing = No such command.
desk-unsaid = Not said yet: { $list }
desk-list-comma = ,{" "}
desk-scripts = Another script
desk-scripts-how = a digit or Enter opens it; * fits this customer
desk-cards = Answer cards
desk-cards-how = the customer's words; Enter puts it beside the script
desk-cards-nothing = No such card. Try another word.
desk-evidence = Evidence
desk-evidence-write = - writes it into the note
desk-evidence-keys = Enter in words  - into the note
desk-card-away = Esc puts it away
desk-card-objection = objection
desk-card-knowledge = fact
desk-card-wording = wording
desk-card-weapon = keeping
desk-card-measure = by level
desk-card-angle = angle
desk-card-spin = question
desk-card-ours = ours
desk-part-acknowledge = Agree
desk-part-clarify = Ask
desk-part-answer = Answer
desk-part-proof = Prove
desk-part-check = Check
desk-part-polite-no = Polite no
desk-part-avoid = Never say
desk-part-when = When
desk-part-do = Do
desk-part-situation = S situation
desk-part-problem = P problem
desk-part-implication = I implication
desk-part-need-payoff = N pay-off
desk-snippets-how = a digit puts it into the note
desk-snippets-empty = No snippets yet. They are written in the settings file.
desk-leader-how = press one more key
desk-too-small = Window too small, { $columns }x{ $rows } needed; keep typing

# What was just done
toast-wrap-up-saved = Wrap-up saved
toast-reopened = Taken back; change what you like
toast-draft-saved = Draft saved
toast-linked = Linked to this call
toast-postponed = Put off by a day
toast-hang-up-again = You are talking. Ctrl-D once more hangs up
toast-quit-again = A call is still open. Ctrl-Q once more leaves; drafts are kept
toast-call-ended = The call has ended. F9 wraps it up when you are ready
toast-missed = A call was missed
toast-parked = Put aside; its note is kept
toast-restored = { $n ->
    [one] { $n } call without wrap-up came back
   *[other] { $n } calls without wrap-up came back
}
toast-paste-cut = The paste was too long: { $limit } characters kept
toast-revealed = Number shown for 30 seconds; this was logged
toast-copied = Copied
desk-undo = { $key } takes it back ({ $n } s)
