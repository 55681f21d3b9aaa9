# The ten-second brief: the first line, where each clause comes from; what a stage of the life cycle allows
brief-say = say: { $line }
brief-line-port_code_lives = You asked for a code to port; may I tell you what to mind first?
brief-line-answer_complaint = I have seen what you reported; let me tell you where it stands.
brief-line-tell_large_bill = Your bill is much higher this month; let me tell you which items it is.
brief-line-keep_promise = I promised to come back to you; here is the answer.
brief-line-restore_service = You have paid; let me first see that your line works again.
brief-line-remind_arrears = May I check it is you? Then: { $amount } yuan is still unpaid; { $stopped ->
    [none] once that is paid, your service carries on as usual.
   *[other] the line is stopped since { $stopped }, once that is paid I will see it resumed.
}
brief-line-listen = Good day, what can I do for you?
brief-line-supervisor_call = I will have my supervisor call you today; what time suits you?
brief-line-rerate_package = Your last bill was high; shall I work it out on what you use?
brief-line-renew_contract = Your contract ends soon; whatever you decide, let me tell you how it stands.
brief-line-match_offer = If somebody else made you an offer, do tell me; let me see what I can do.
brief-line-care_call = Is everything working well for you? Tell me if anything is not.
brief-line-package_check = I looked at your package with your last months; would you like to hear?
brief-line-offer_benefit = Your level has a benefit you have not used; shall I tell you?
brief-line-other = Good day, how can I help you?
brief-field-customer-name = the name in the customer file
brief-field-customer-level = the level in the customer file
brief-field-customer-joined-on = the joining day in the customer file
brief-field-insight-churn-signs = the weightiest sign
brief-field-customer-taboo = the taboo in the customer file
brief-field-follow-ups-first = the earliest open promise
brief-field-insight-next-action = the action that the rules put first
brief-field-insight-nothing-due = the rules: nothing is due, and nothing is worth proposing or may be
brief-rule = From { $field }, { $on }
brief-rule-undated = From { $field }; no file gives its day
insight-restraint-declined = just declined, no more selling
stage-allowed = May
stage-may-greet = greet and care
stage-may-save_money = help to save
stage-may-offer_simple = try a simple service
stage-may-offer_valuable = offer valuable services
stage-may-retain = keep
stage-may-win_back = win back
brief-nameless = Name unknown, ask for it
