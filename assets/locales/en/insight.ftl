# Customer insight

action-open-why = Why
    .why = The rule behind each judgement of F2 and F3; a digit says a sign is wrong.
    .initials = yj
    .short = Why
toast-sign-quiet = Noted as a wrong alarm; quiet for this customer for { $n ->
    [one] one day
   *[other] { $n } days
}; Ctrl-Z takes it back
why-no-rule = Nothing here rests on a rule yet
why-not-a-sign = This row is no sign; only a sign can be a wrong alarm
problem-rules-wrong = { $count ->
        [one] There is a mistake in a rule file
       *[other] There are { $count } mistakes in rule files
    }; files with an error are not used, the built-in rules are.
    .hint = seatmate check shows where.

insight-measure-voice = Minutes
insight-measure-data = Data
insight-measure-bill = Bill
insight-minutes = { $n } min
insight-gb = { $n } GB

# Level and points
insight-churn = Leaving
insight-alarm-red = red
insight-alarm-amber = amber
insight-alarm-none = calm
insight-points = { $n } points
insight-others = { $n } more

# Signs: one sentence with its evidence
insight-sign-usage_fall = { $measure } fell to { $latest }, usually about { $usual }
insight-sign-slow_decline = { $measure } low for { $n } months running
insight-sign-silence = No call for { $n } days, { $limit } at most until now{ $data ->
    [alive] , data as usual
    [dead] , no data either
   *[unknown] {""}
}
insight-sign-contract_end = Contract ends { $on }, in { $n ->
    [one] one day
   *[other] { $n } days
}
insight-sign-contract_ended = Contract ended { $on }, { $n ->
    [one] one day
   *[other] { $n } days
} ago
insight-sign-hotline = Called a competitor on { $at }, { $n ->
    [one] once
   *[other] { $n } times
} in 30 days
insight-sign-campaign = A competitor campaigns since { $at }
insight-sign-friends_leave = Calls within the network fell to { $latest } %, usually { $usual } %
insight-sign-port_query = Asked about porting out on { $at }
insight-sign-port_request = Port-out code requested { $at }{ $lives ->
    [yes] , valid for 60 minutes
   *[no] {""}
}
insight-sign-complaint = Complaint open since { $at }
insight-sign-repeated_calls = Called service { $n } times in 30 days
insight-sign-bill_shock = Bill jumped to { $latest }, usually { $usual }{ $legal ->
    [yes] ; over three times the mean of five months, must be told
   *[no] {""}
}
insight-sign-stopped = Suspended since { $at }
insight-sign-contract_long = Contract until { $on }, { $n } days left
insight-sign-long_stay = { $n } months with us
insight-sign-family = Family or second line
insight-sign-broadband = Broadband

# Rules: condition, inputs, date
insight-rule-usage_fall = Logarithm against the own median of 12 months, in own spreads: below { $amber } is amber, below { $red } or two measures is red; now { $z } on { $months } months, data to { $month }
insight-rule-slow_decline = What lies below the median adds up to { $limit } and the last { $run } months are low; now { $sum }
insight-rule-silence = The personal limit follows from the share of days without a call in 90 days (by chance less than { $chance }), at least { $least } days, at most { $most }
insight-rule-contract_end = Within 90, 60, 30 days of the end { $p90 }, { $p60 }, { $p30 } points; from 30 days after it fades to nothing at 90; counted today
insight-rule-hotline = Calls to a competitor's hotline in { $days } days: one gives { $once }, more give { $more } points
insight-rule-campaign = A competitor's campaign entered in the last { $days } days: { $p } points
insight-rule-friends_leave = The share within the network lies { $amber } own spreads or more below its median: { $p } points
insight-rule-port_query = Asked about porting in the last { $days } days: { $p } points
insight-rule-port_request = Requested a code in the last { $days } days: { $p } points; a code lives 60 minutes
insight-rule-complaint = A complaint without a record of its end: { $p } points
insight-rule-repeated_calls = { $n } or more calls to service in 30 days: { $p } points
insight-rule-bill_shock = Over { $percent } % of the own median and at least { $least } more, or over { $legal } % of the mean of five months: { $p } points; data to { $month }
insight-rule-stopped = Suspended and not resumed: { $p } points
insight-rule-contract_long = A year or more left { $year }, two years or more { $two } points
insight-rule-long_stay = More than { $n } months with us: { $p } points
insight-rule-family = A tag says family or second line: { $p } points
insight-rule-broadband = A tag says broadband: { $p } points
insight-floor-port_code_lives = The code to port lives: at least { $level }, whatever takes points off
insight-floor-port_request = A code to port was requested: at least { $level }, whatever takes points off
insight-rule-capped = { $weight } alone; signs of one kind are capped together, so it counts { $points }
insight-rule-target = { $rule ->
    [any] Any { $n } of the last { $back } months
    [consecutive] { $n } months running of the last { $back }
   *[mean] The mean of three months
} with a bill of { $bill } or more; { $months } of { $of } known months count
insight-rule-standing = Gold or above, or a mean bill of three months from { $bill }, is high value; a tag of influence makes a key customer; both is both. Value: { $value ->
    [none] below
   *[other] { $value }
}; influence: { $influence ->
    [none] no such tag
   *[other] tag "{ $influence }"
}
insight-rule-tier = Mean of three months { $now }, of the three before { $before }; tiers begin at { $tiers }
insight-rule-stage = Joining up to { $joining } months, growing up to { $growing }; a bill rising more than { $slope } % a month grows, one falling as fast and low now, or { $signs } clear signs, declines; a new stage must show for { $patience } months
insight-rule-course = The median of all slopes between six months of logarithms (Theil-Sen); { $month ->
    [none] against last month unknown
   *[other] { $month } % against last month
}
insight-rule-calling = Of the 63 hours a week in which one may call: own calls plus 20 that everybody gets, against the average
insight-rule-next = Worth { $worth }: (accepted { $accepted } of 1000 x { $margin } + the level's weight { $risk } (it only orders) x prevents { $prevents } of 1000 x a year's margin { $value }) x suits { $suits } of 1000 - cost { $cost } - fatigue { $fatigue }
insight-rule-duty = A duty comes before every proposal; it is not bought
insight-rule-quiet = Called wrong on { $at } ({ $reason }), quiet until { $until }
insight-quiet = Quiet: { $rule }
insight-rule-file = Rule { $rule }, file { $file }
insight-why = Why
insight-why-how = Up, Down choose, 1-5: wrong, Ctrl-Z: not wrong, F1: keys, Esc closes
insight-wrong = Sign wrong?
insight-wrong-away = away, ill
insight-wrong-other_line = other number
insight-wrong-season = every year
insight-wrong-bad_record = bad record
insight-wrong-settled = settled

# Names of the signs
insight-name-usage_fall = fall in use
insight-name-slow_decline = slow decline
insight-name-silence = days of silence
insight-name-contract_end = contract end
insight-name-hotline = competitor's hotline
insight-name-campaign = competitor's campaign
insight-name-friends_leave = friends leaving
insight-name-port_query = port query
insight-name-port_request = port request
insight-name-complaint = open complaint
insight-name-repeated_calls = repeated calls
insight-name-bill_shock = bill shock
insight-name-stopped = suspension
insight-name-contract_long = long contract
insight-name-long_stay = long stay
insight-name-family = family line
insight-name-broadband = broadband

# Value
insight-value = Value
insight-standing-general = ordinary
insight-standing-high_value = high value
insight-standing-key = key
insight-standing-both = high value and key
insight-target-met = in target { $months }/{ $of }
insight-target-missed = not in target { $months }/{ $of }
insight-tier-up = + rising { $now }
insight-tier-down = - falling { $now }
insight-tier-same = = steady { $now }
insight-mean = { $bill } a month

# Life cycle
insight-stage = Stage
insight-stage-joining = joining
insight-stage-growing = growing
insight-stage-mature = mature
insight-stage-declining = declining
insight-stage-win_back = win back
insight-stage-days = { $stage } for { $n ->
    [one] one day
   *[other] { $n } days
}
insight-stage-leaning = leaning to { $stage }
insight-goal = Aim
insight-goal-joining = Greet, build trust, get our calls liked, help to save money
insight-goal-growing = Care for the use, try a simple service
insight-goal-mature = Be part of daily life; valuable services may be offered
insight-goal-declining = Hear the reason first, keep, prolong; push nothing new
insight-goal-win_back = Ask why they left, say what has changed, then talk

# Type
insight-persona = Type
insight-persona-summit = top of the house
    .do = conclusion in one sentence, arrange it, roaming first
    .dont = no terms read aloud, no second call
insight-persona-business_elite = business elite
    .do = speed and roaming, agree on a time and keep it
    .dont = no long talk in meeting hours
insight-persona-white_collar_lady = white-collar lady
    .do = experience and benefits, warm tone
    .dont = no pressing with prices
insight-persona-young_white_collar = young white collar
    .do = data, doing it online, send a link
    .dont = no trip to a shop
insight-persona-student = student
    .do = data packs and holiday offers, lightly
    .dont = no long contract
insight-persona-wage_earner = wage earner
    .do = what it saves first, clear sums
    .dont = nothing they will not use
insight-sensitive = Minds
insight-do = Do
insight-dont = Avoid
insight-sensitivity-security = security
insight-sensitivity-price = price
insight-sensitivity-service = service
insight-sensitivity-brand = brand
insight-fact-age = age
insight-fact-level = level
insight-fact-tenure = tenure
insight-fact-bill = bill
insight-fact-minutes = minutes
insight-fact-data_gb = data
insight-fact-roaming_months = roaming
insight-fact-overage_months = overage
insight-fact-evening_share = evening calls
insight-fact-complaints = complaints
insight-fact-service_contacts = service contacts
insight-fact-package_changes = package changes
insight-fact-words = tags and file

# What next
insight-next = Next
insight-action-port_code_lives = talk about porting now
insight-action-answer_complaint = answer the complaint
insight-action-tell_large_bill = tell about the large bill
insight-action-keep_promise = keep the promise
insight-action-restore_service = get the line resumed
insight-action-remind_arrears = remind of what is unpaid
insight-action-listen = ask and listen
insight-action-supervisor_call = have a supervisor call
insight-action-rerate_package = compute the package anew
insight-action-renew_contract = talk about renewal
insight-action-match_offer = set benefits against the rival
insight-action-care_call = ask how things are
insight-action-package_check = check the package
insight-action-offer_benefit = offer a benefit
insight-because-duty = a duty, comes first
insight-because-retain = risk { $risk } x { $value } margin a year x fits "{ $sign }" best
insight-because-other = likely welcome, costs little, worth { $worth }
insight-held-out = Control group: no care, no sales, to see what they bring
insight-restraint = Not now
insight-restraint-complaint_open = complaint open, service only
insight-restraint-arrears = overdue, no sales
insight-restraint-do_not_call = asked not to be called
insight-restraint-no_consent = no consent to marketing
insight-restraint-peril = may leave, no new package
insight-restraint-held_out = control group

# One sentence
insight-brief-taboo = avoid { $text }
insight-brief-promise = call promised { $at }
insight-brief-promise-late = call promised { $at }, late
insight-brief-promise-open = a promise is open
insight-brief-begin = first: { $action }
insight-brief-who = { $title } { $name }
insight-brief-years = { $n ->
    [one] one year
   *[other] { $n } years
} with us

# Usage
insight-trend = Trend
insight-course = { $measure } { $percent } %/month
insight-course-flat = { $measure } steady
insight-bundle = In plan
insight-bundle-value = { $in } a month, beyond { $out }
insight-call-at = Call
insight-call-hour = { $day } { $hour }:00
insight-week = Week
insight-day-1 = Mon
insight-day-2 = Tue
insight-day-3 = Wed
insight-day-4 = Thu
insight-day-5 = Fri
insight-day-6 = Sat
insight-day-7 = Sun

# seatmate
insight-data-to = data to { $month }
insight-risk-red = high
insight-risk-amber = middle
insight-risk-none = low
insight-wrong-times = This rule was called wrong { $n ->
    [one] once
   *[other] { $n } times
} at this desk
