# The person

action-open-person = The person
    .why = How they use the phone, what matters to them, how far they are with each product, how we stand; digits note what you know.
    .initials = khhx
    .short = person
why-no-such-choice = This row has no such digit
why-write-it = Enter writes down what the customer said
why-set-by-digit = This row is set by digit
why-nothing-set = Nothing was set that could be taken back

person-title = Person
person-how = Tab: page, F1: why, Esc closes
person-page-portrait = portrait
person-page-experience = products
person-page-relation = relation
person-enter = Enter: person

# Three lines
person-using = { $known ->
    [both] About { $gb } GB and { $minutes } minutes a month
    [data] About { $gb } GB a month; how much they talk is not known
    [voice] About { $minutes } minutes a month; how much data is not known
   *[none] No usage on record, so how they use the phone is not known
}{ $lean ->
    [data] , mostly online
    [voice] , mostly talking
    [even] , both alike
   *[none] {""}
}{ $trend ->
    [up] , growing { $percent } % a month
    [down] , falling { $percent } % a month
    [flat] , steady
   *[none] {""}
}.
person-talking = { $busy ->
    [yes] Talks mostly { $from }:00 to { $to }:00 ({ $share } %), { $weekend } % at weekends
   *[no] When they talk is not on record
}{ $each ->
    [none] {""}
   *[other] , { $each } min a call
}{ $numbers ->
    [none] {""}
   *[other] , { $numbers } numbers a month
}{ $onnet ->
    [none] {""}
   *[other] , { $onnet } % on our network
}.
person-paying = { $bill ->
    [none] No bill on record
   *[other] Pays CNY { $bill } a month
}{ $package ->
    [none] {""}
   *[other] , the plan { $package }
}{ $part ->
    [none] {""}
   *[other] , next { $part } { $amount }
}{ $over ->
    [none] {""}
    [never] , never beyond the plan
   *[other] , beyond the plan in { $over } of { $of } months
}{ $wasted ->
    [none] {""}
   *[other] ; { $wasted } of the plan goes unused
}.
person-part-voice = calls beyond the plan
person-part-data = data beyond the plan
person-part-sms = messages
person-part-value_added = extras
person-part-roaming = roaming

# In the plan
person-unused = Unused
person-unused-value = { $gb ->
    [none] {""}
   *[other] { $gb } GB
}{ $minutes ->
    [none] {""}
   *[other] { $gb ->
        [none] {""}
       *[other] { " " }
    }{ $minutes } min
}, wasted { $fee }
person-unused-nothing = nothing, the plan is used up
person-unused-unknown = not known, the catalogue does not say enough
person-rule-unused = The plan gives { $minutes ->
    [none] no counted minutes
   *[other] { $minutes } minutes
} and { $gb ->
    [none] no counted data
   *[other] { $gb } GB
} for { $fee }; the fee is divided at { $minute } a minute and { $each } a GB, and the part never used is wasted{ $rolls ->
    [yes] , rolled-over data only when the next month ends without it
   *[no] {""}
}; plan { $package }, { $n ->
    [one] one month
   *[other] { $n } months
} looked at; a month that billed more although the catalogue says there was some left does not count
person-rule-portrait = Means of the known ones of { $months } months; the middle of all customers is { $minutes } minutes and { $gb } GB, and a use of { $percent } % of the other, each against its middle, is the main one; hours come from the 7 x 24 habit

# Way of buying and style
person-purchase = Buying
insight-purchase-straight = buys the same again
    .do = Let it go on as it is, and say what service comes with it
    .dont = Do not make them compare everything anew for the sake of a new plan
insight-purchase-modified = wants it adjusted
    .do = Go through use and bill, and change the one thing that does not fit
    .dont = Do not throw the whole plan over
insight-purchase-new_task = chooses from scratch
    .do = Begin with what they need, bring one whole solution and how to get there
    .dont = Do not just name a price
person-style = Style
insight-style-dominant = decides fast
    .do = Result and date first; offer two ways and let them decide
    .dont = No detours, and no arguing who is right
insight-style-influencing = likes people
    .do = Be warm, tell how others get on, remember what you talked about
    .dont = Do not begin with terms and figures
insight-style-steady = likes it calm
    .do = Slow down, one step at a time, say that it can be undone
    .dont = Do not press for an answer now, no sudden changes
insight-style-cautious = checks everything
    .do = Give details and where they come from, send it to be checked
    .dont = Never say "more or less", skip nothing
person-unclear = not clear; press a digit once you hear it
person-said = agent { $at }
person-guess = guess, { $points ->
    [one] one point
   *[other] { $points } points
}
person-guess-short = guess
person-nothing = no sign of it

# What matters to them
person-level-0 = does not matter
person-level-1 = matters a little
person-level-2 = matters
person-level-3 = matters a lot
person-say-security = First how account and data are protected; say why you check identity
person-say-price = First the sum: what a month costs, what is saved, in figures that can be checked
person-say-service = First who takes care and by when; then keep it
person-say-brand = First that they are a customer of many years, and the service that is theirs
person-set-choice = Digits: { $choices }; the same digit takes it back
person-set-level = 0 not  1 a little  2 yes  3 a lot  + - change; the same digit takes it back
person-set-stage = 1 heard  2 knows  3 leans  4 uses  5 loyal  + - change; same digit: back
person-set-cell = Enter writes a line  1 a little  2 well  3 very well; same digit: back
person-set-fact = Enter writes down what the customer said
person-rule-said = The agent's word of { $at } counts{ $level ->
    [none] {""}
   *[other] { " " }{ $points } points
}; the guess was { $guess }: { $facts }
person-rule-guess = A guess of { $points ->
    [one] one point
   *[other] { $points } points
}: { $facts }. What the agent notes counts more
person-rule-none = No clue holds, or several are equally near; what the agent notes counts more
person-rule-choice = (named from { $least } points, and only with a clear lead)

# The way with a product
person-stage-awareness = heard
person-stage-knowledge = knows
person-stage-leaning = leans
person-stage-use = uses
person-stage-loyalty = loyal
person-method = Do
person-ask = Ask
person-learn = to learn
person-experience-agent = agent { $at }
person-experience-months = used in { $used } of { $known } months
person-experience-word = the record says "{ $word }"
person-experience-nobody = nothing tells
person-rule-experience = What the agent notes counts; else { $n } months of use running is a guess at loyal, use in the last three known months or a word of the record a guess at uses; what lies before must be asked. Here: { $source }

# Relation
person-module-work = Work
person-module-life = Life
person-module-feeling = Heart
person-depth-custom = made to fit
person-depth-experience = shared moments
person-relation-sum = width { $width }/3  depth { $depth }/2
person-relation-level-1 = a little
person-relation-level-2 = well
person-relation-level-3 = very well
person-rule-relation = Width is how many of work, life and heart have something written; depth is 1 where something is made to fit, 2 where there are shared moments; only what the agent wrote counts

# What is missing
person-missing = Missing
person-heard = heard { $at }
person-fact-name = name
person-fact-gender = form of address
person-fact-birthday = birthday
person-fact-package = plan
person-fact-contract_end = contract end
person-fact-group_name = company
person-fact-region = region
person-fact-preferred_channel = channel
person-fact-preferred_time = good time
person-fact-taboo = taboo
person-fact-marketing_consent = marketing
person-channel-this_call = in this call
person-channel-visit = on a visit
person-channel-follow_up_call = follow-up call
person-channel-shop = in the shop
person-channel-small_gift = with a gift
person-channel-direct_mail = by mail
person-channel-complaint = with the complaint
person-channel-letter_reply = in a letter
person-channel-satisfaction_call = satisfaction call
person-channel-discount = with a discount
person-channel-survey = in a survey
person-channel-reward = with a reward
person-channel-none = not now
person-rule-missing = The record does not have it; the channel is the first of the rule that is open: with an open complaint only the complaint, no calls out where none are wanted, no marketing where it was refused

insight-fact-contract_days = contract days left
insight-fact-port_queries = asked about porting
insight-fact-talk_seconds = seconds a call
insight-fact-distinct_numbers = different numbers
