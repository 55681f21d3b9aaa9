# Scripts: how fields sound, and what a missing field is called.

say-money = { $yuan } yuan
say-data = { $gb } GB
say-day = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $day }
say-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
say-mr = Mr { $name }
say-ms = Ms { $name }
say-morning = Good morning
say-afternoon = Good afternoon
say-evening = Good evening
say-level-silver = silver card
say-level-gold = gold card
say-level-platinum = platinum card
say-level-diamond = diamond card
say-benefit-price = By your last { $months ->
    [one] month
   *[other] { $months } months
}, you would pay { $yuan } yuan less a month.
say-benefit-data = { $gb } GB more a month than you have now.
say-benefit-minutes = { $minutes ->
    [one] One minute
   *[other] { $minutes } minutes
} more a month than you have now.
say-you = there
say-bridge = We were cut off. Let us go on where we stopped.

field-customer-salutation = form of address
field-customer-name = name
field-customer-surname = surname
field-customer-number = number
field-customer-level = level
field-customer-tenure-years = years with us
field-customer-region = region
field-customer-preferred-channel = preferred channel
field-customer-preferred-time = good time
field-account-balance = balance
field-account-arrears = arrears
field-account-points = points
field-account-contract-end = end of contract
field-account-contract-days = contract days left
field-account-contract-penalty = cancellation fee
field-usage-month = month
field-usage-bill = bill
field-usage-bill-before = earlier bills
field-usage-data = data
field-usage-minutes = minutes
field-usage-overage = beyond the plan
field-usage-overage-months = months beyond the plan
field-usage-mean-overage = beyond the plan a month
field-package-name = plan
field-package-fee = monthly fee
field-agent-id = agent id
field-agent-name = your name
field-agent-company = company
field-call-reason = reason for the call
field-offer-name = offer
field-offer-fee = monthly fee of the offer
field-offer-today = what you pay now
field-offer-there = what it would cost
field-offer-worst = dearest month there
field-offer-saving-month = saving a month
field-offer-saving-year = saving in the first year
field-offer-months = months compared
field-offer-wins = months cheaper
field-offer-data = data of the offer
field-offer-minutes = minutes of the offer
field-offer-benefit = what you would have of it
field-call-festival = festival
field-call-festival-greeting = festive greeting
say-minds-security = security
say-minds-price = the price
say-minds-service = the service
say-minds-brand = the brand
field-person-minds = what matters to you
field-promotion-held = promotions held
field-promotion-clash = promotions that exclude each other
say-promotion-between = { ", " }
say-promotion-clash = { $first } and { $second } exclude each other: { $wins }
say-promotion-wins-later = the later one takes the place of the earlier
say-promotion-wins-earlier = the earlier one stays, the later one does not start
say-promotion-wins-neither = neither counts while both run
