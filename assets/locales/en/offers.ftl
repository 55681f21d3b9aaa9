# Packages: sentences shared by the screen (F5) and by seatmate rate.

offer-verdict-switch = Change to { $name }
offer-verdict-switch-check = Change, once checked, to { $name }
offer-verdict-pack = Keep the plan and add { $packs }
offer-verdict-cheapest = The plan fits: nothing was cheaper over { $months } months
offer-verdict-dearer = The plan fits: after the cost of changing nothing is saved
offer-verdict-small = The plan fits: the best saves CNY { $saves } a month, below CNY { $needs } it is not worth it
offer-verdict-seldom = The plan fits: the cheaper one wins in { $percent } % of the years only
offer-verdict-withheld = No recommendation: { $why }

offer-withheld-current = today's plan is not in the catalogue, so no saving can be worked out
offer-withheld-months = { $months ->
    [one] one month with a bill, three are needed
   *[other] { $months } months with a bill, three are needed
}
offer-withheld-model = the model misses the real bills by { $percent } %, more than 10 %
offer-withheld-use = neither minutes nor data are fully known
offer-withheld-price = a price that is needed is missing

offer-barrier-sale = not on sale ({ $from } to { $to })
offer-barrier-level = needs level { $level } or above
offer-barrier-brand = for another brand
offer-barrier-age = for ages { $from } to { $to }
offer-barrier-channel = sold only through { $only }
offer-barrier-new = for new numbers only
offer-barrier-example = a published example, not sold here
offer-barrier-downgrade = the contract allows nothing below CNY { $lowest }

offer-check-penalty = check the early-exit fee
offer-lose-penalty = early-exit fee CNY { $amount }
offer-lose-rollover = { $gb } GB rolled over are lost
offer-lose-benefit = loses { $name } (check its worth)
offer-lose-benefit-worth = loses { $name } (CNY { $worth } a year)
offer-check-sale = check who may have it

offer-say-saves = On your last { $months } months, { $name } comes to about CNY { $there } a month; now it is about { $today }. You would save around { $saves } a month.
offer-say-cost = On your last { $months } months, { $name } comes to about CNY { $there } a month.
offer-say-more = On your last { $months } months, { $name } comes to about CNY { $there } a month, which is no saving.
offer-say-then-check = {" "}Before anything changes I will check the conditions for you.
offer-say-stay = I went through your last { $months } months one by one: the plan you have is the right one, no need to change.
offer-say-check = I need to check a few figures first; until then I would not change your plan.
offer-say-unknown = Your usage does not tell enough yet; I would not change your plan for now.

offer-mark-minutes-estimated = estimated: no split of minutes
offer-mark-minutes-unknown = minutes unknown, calls left out
offer-mark-data-unknown = data unknown, data left out
offer-mark-data-not-split = data not split, directed and local data count as unused
offer-mark-sms = messages as billed
offer-mark-voice-price = price of a minute missing
offer-mark-data-price = price of data missing
offer-mark-roaming-price = price of roaming missing
offer-mark-line-price = price of a line missing
offer-mark-rollover = rollover unknown, taken as none
offer-mark-throttled = slow on some days
offer-mark-cut-off = data would be cut off
offer-mark-top-up = top-ups count as bought every month

offer-open-asked = May speak of plans: the customer asked
offer-open-complaint = May speak of plans: the bill is a grievance
offer-open-overage = May speak of plans: beyond the plan { $months } months in a row
offer-open-called = The customer called, plans may come up
offer-hold-no-marketing = Do not open with plans: refused marketing
offer-hold-port = Do not open with plans: asked about porting out
offer-hold-complaint = Do not open with plans: a complaint is open
offer-hold-arrears = Do not open with plans: overdue
offer-hold-falling = Do not open with plans: use is falling, no request
offer-hold-contract = Do not open with plans: the contract ends soon
offer-hold-no-reason = Do not open with plans: no reason of service

offer-part-package = plan
offer-part-voice = calls beyond
offer-part-data = data beyond
offer-part-sms = messages
offer-part-vas = services
offer-part-roaming = roaming
offer-part-other = other (not split on the bill)

# F5
offer-example = Published example tariffs: promise nothing
offer-model = Model off by { $percent } % on { $months } bills
offer-dial-minutes = min { $n }
offer-dial-data = GB { $n }
offer-dial-roaming = days { $n }
offer-dial-lines = lines { $n }
offer-keys = + - try  1-4 choose  0 reset  5 asked  6 bill  7 takes it  8 maybe  9 no
offer-why = Why not: 1 price  2 bother  3 distrust  4 other plans  5 unsaid
offer-said-accepted = Noted: takes { $name }
offer-said-maybe = Noted: thinks about { $name }
offer-said-declined = Noted: does not want { $name }
offer-bill-more = { $month } is CNY { $amount } more than before: { $parts }
offer-bill-less = { $month } is CNY { $amount } less than before: { $parts }
offer-card-cheapest = Best
offer-card-same = More
offer-card-plus = Pack
offer-card-wanted = Fits
offer-saves = saves { $month }
offer-saves-nothing = no saving
offer-saves-unknown = not told
offer-figures = fee { $fee }, true { $mean }, worst { $worst }, cheaper in { $wins }/{ $of }
offer-figures-lower = fee { $fee }, true at least { $mean } (price missing)
offer-year = , first year { $year }
offer-slow = , slow on { $days } days
offer-row-bill = Real bill
offer-row-mean = True
offer-row-fee = Fee
offer-row-saves = Saves
offer-ranking = Every plan: true cost a month, saving a month; grey ones may not be had
offer-rank = { $mean }
offer-rank-lower = at least { $mean }

# seatmate rate
rate-heading = { $number }  plan now: { $package }
rate-package-unknown = not in the catalogue ({ $text })
rate-package-missing = unknown
rate-example = Note: these are published example tariffs, not today's; promise nothing from them.
rate-months = Months rated
rate-months-value = { $from } to { $to }, { $count } in all
rate-months-missing = { $from } to { $to }, { $count } in all, { $missing } missing
rate-no-months = no month can be rated
rate-model = Model error
rate-model-value = { $percent } % against { $months } real bills
rate-model-none = no bill to compare with
rate-verdict = Verdict
rate-say = To say
rate-column-package = Plan
rate-column-fee = Fee
rate-column-mean = True cost
rate-column-worst = Worst
rate-column-wins = Cheaper in
rate-column-month = Saves/month
rate-column-year = First year
rate-column-mark = Remarks
rate-wins = { $wins }/{ $of }
rate-now = now
rate-lower-bound = >= { $amount }
rate-refused = Not available: { $count }
rate-more = { $count } more in --json
rate-bill = { $month }  { $package }
rate-total = Total
rate-billed = Real bill
rate-shadow = Price put on slowness (no money)
rate-item-fee = Fee
rate-item-pack-fee = Pack { $name }
rate-item-discount = Discount
rate-item-voice = Calls beyond
rate-item-data = Data beyond
rate-item-sms = Messages
rate-item-roaming = Roaming
rate-item-lines = Lines
rate-item-as-billed = Roaming and services as billed
rate-unit-minutes = { $n } min
rate-unit-messages = { $n } messages
rate-unit-days = { $n } days
rate-unit-lines = { $n } lines
rate-unit-data = { $mb } MB
rate-pool-rollover = rolled over
rate-pool-directed = directed
rate-pool-local = local
rate-pool-plan = plan
rate-pool-pack = { $name }
rate-pool-family = family pool
rate-step-used = used { $amount }
rate-step-covered = { $pool } { $of } covers { $amount }
rate-step-covered-unlimited = { $pool } without limit covers { $amount }
rate-step-beyond = beyond { $amount }
rate-step-each = { $count } x { $price } = CNY { $amount }
rate-step-whole = { $count } x { $mb } MB x { $price } = CNY { $amount }
rate-step-per-mb = { $data } x CNY { $price }/MB = { $full }, counts CNY { $amount }
rate-step-at-most = at most: CNY { $before } becomes { $amount }
rate-step-slow = slow { $data }, slowness CNY { $shadow } (not in the total)
rate-step-by-day = by the day: { $held } of { $of }, whole month CNY { $full }
rate-step-unknown = price unknown: left out, the total is a lower bound

problem-no-package = No such plan in the catalogue.
    .hint = Plans lie in packages/ beside the settings file; without any, the built-in examples are used.
problem-packages-wrong = { $count ->
        [one] There is a mistake in a package file; that file is not used.
       *[other] There are { $count } mistakes in package files; those files are not used.
    }
    .hint = seatmate check shows where.

# Feature, advantage, benefit
offer-feature = Has
offer-advantage = Better
offer-benefit = For them
offer-benefit-of = What the package chosen at F5 does for them
