# Retention methods
action-open-methods = Keep the customer
    .why = For a customer who may leave: the methods that fit, rung by rung, with what to say; a digit notes what came of it.
    .initials = wlff
    .short = Keep
why-not-at-risk = Nothing says that this customer may leave
why-lower-rung = Try a method of the lower rung first; give way step by step
why-already-kept = The customer stays; nothing more needs to be given
toast-method-noted = Method and outcome are noted
method-title = Keep the customer
method-how = Up, Down choose, 1-3: what came of it, Esc closes
method-rung-listen = 1 listen
method-rung-remedy = 2 remedy
method-rung-benefit = 3 benefit
method-rung-bundle = 4 bundle
method-rung-discount = 5 discount
method-by-agent = you
method-by-team_leader = team leader
method-by-manager = manager
method-free = free
method-open = open
method-after = after { $rung }
method-not-needed = not needed
method-kept = stays
method-not_yet = not yet
method-refused = refused
method-fits = Fits because of: { $sign }
method-fits-all = Fits whoever may leave
method-never = Not used here yet, so nothing is known of it
method-brought = Used { $n ->
    [one] once
   *[other] { $n } times
}: { $kept } stayed, { $not_yet } not yet, { $refused } refused
method-used = Used it?
method-now = Keep
finding-method-twice = the method { $method } is written twice
    .hint = one code a method: change one of them
finding-method-cost = a cost cannot be below nothing
    .hint = write it in fen; 0, or nothing at all, is free
finding-method-not-free = listen and remedy are free rungs, and this method has a cost
    .hint = make the rung benefit, bundle or discount, or drop the cost
finding-method-authority = every agent would grant this discount alone
    .hint = make the authority team_leader or manager
