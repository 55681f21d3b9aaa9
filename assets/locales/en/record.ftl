# The record of training: certificates, report, results for the team.

finding-certificate-twice = The certificate { $certificate } is written twice
    .hint = One id a certificate: change one of them
finding-certificate-level = A level is between 1 and 9
    .hint = 1 is the first one
finding-certificate-free = A certificate that needs nothing is earned before the first call
    .hint = Write at least one of needs, such as group = "bill", score = 75
finding-certificate-opens-nothing = This certificate opens nothing
    .hint = Name what it opens in campaigns or scripts
finding-certificate-score = A score is between 1 and 100, and a count at least 1
    .hint = 75 points is a pass
finding-certificate-mode = Learning and drills certify nobody
    .hint = Write practise (practised or tested) or test (tested only)
finding-certificate-need = This needs either group or scenario
    .hint = Such as group = "retention", or scenario = "retention-basement"
finding-certificate-unreachable = { $count } scenarios are needed and { $there } fit: nobody can earn this
    .hint = Lower count or difficulty, or write the scenarios

action-open-record = Record
    .why = In training: your skills, level, certificates, every attempt, and the points that are due.
    .initials = cjda
    .short = Record
why-in-rehearsal = Finish this rehearsal first.
why-nothing-lacks = No scenario can be advised for this certificate now.

record-title = Record
record-tab-next = Next
record-tab-certificates = Certificates
record-tab-scenarios = Scenarios
record-tab-points = Points
record-due = { $n } due
record-totals = { $n ->
        [one] 1 attempt
       *[other] { $n } attempts
    }, { $minutes } min; certificates { $earned }/{ $of }
record-pace = first word { $seconds } s  hints { $hints }
record-bars-why = Each skill looks at the latest 20 whole calls: points earned in percent of those to be had. A dash was never practised.
record-level-0 = Trainee
record-level-1 = Level 1, certified
record-level-2 = Level 2, specialist
record-level-3 = Level 3, senior
record-of-level = level { $n }
record-skill-lifecycle_knowledge = Lifecycle knowledge
record-skill-calling_knowledge = Calling knowledge
record-skill-relation_knowledge = Relation knowledge
record-skill-lifecycle = Lifecycle care
record-skill-marketing = Telemarketing
record-skill-retention = Retention
record-skill-complaint = Complaints
record-skill-care = Customer care
record-skill-service_value = Service value
record-nothing = Nothing was practised yet.
record-nothing-next = Everything is practised and passed.
record-why-due = { $n ->
        [one] a missed point is due
       *[other] { $n } missed points are due
    }
record-why-certificate = needed for { $title } ({ $mode })
record-why-new = not tried yet
record-earned = earned { $at }
record-not-earned = not earned yet
record-need = { $what } { $stars } { $score } and up, { $mode }: { $done }/{ $count }
record-times = { $n }x
record-trend-first = first
record-trend-level = steady
record-trend-up = up { $n }
record-trend-down = down { $n }
record-is-best = best
record-compliance-failed = compliance failed
record-due-now = due now
record-due-at = due { $at }
record-known = { $n }% known
record-missed = missed last

record-uncertified = not certified
record-uncertified-why = Not certified for this yet: { $titles }. Practise with seatmate train; this only reminds, you may call.
record-or = {" "}or{" "}

about-report = A report: the trainee's record, ready to print
arg-report-what = About what
arg-report-format = Form: text, a page, or JSON
arg-report-out = Into which file; printed when left out
arg-team = Rehearsals only: the events for the team with their chain, one per line (NDJSON)
arg-training = The results of training instead of the events of real calls
report-title = Training record
report-made = made
report-agent = agent
report-skills = Professional skills
report-scenarios = Scenarios
report-scenario = Scenario
report-attempts = Times
report-first-word = First word (s)
report-hints = Hints
report-note = Every customer is invented. Scores are the sum of the items written in a scenario; a worse attempt never replaces a better one.
report-written = Written to { $file }
problem-report-template = The report's page cannot be filled.
    .hint = Tell whoever maintains the program, and use --format text meanwhile.
problem-training-nothing = Nobody has trained here yet.
    .hint = Practise once with seatmate train.
problem-export-team = --team is for rehearsals only, as NDJSON.
    .hint = Such as seatmate export rehearsals --team --format ndjson --out results.ndjson

arg-from-call = Make a case to practise of a finished call: its id, or last
arg-with-note = With its note as a comment, names and digits taken out
problem-training-no-call = There is no such call.
    .hint = seatmate export calls shows the ids; or write last.
case-title = { $group }: a call of your own
case-about-in = The customer calls. Rewritten from a real call; the person is invented.
case-about-out = You call. Rewritten from a real call; the person is invented.
case-how = Made of a finished call: its structure only, the customer in bands; no number, name or amount is in it.
    Left to write: what the customer says (where it says "customer, line"), and items of your own.
case-ended = How that call ended: { $name }
case-script = Its script: { $script }
case-told = What the customer answered: { $told }
case-offers = What was said to offers: { $said }
case-note = Its note, names and digits taken out: { $note }
case-customer = customer, line { $n }
case-curt = As you like.
case-written = Written to { $file }
case-next = Go on writing with: seatmate train --try { $file }
