# Assessing the whole base, and what is learnt from it
about-assess = Assess every customer into one file: signs, level, value, what next; learns levels by quota, peers and the season
    .after =
        {"  "}seatmate assess --all --out assessed.csv
        {"  "}seatmate assess --all --out - --format ndjson
        {"  "}seatmate assess --methods
arg-methods = The retention methods with how often each was used and what came of it
methods-method = Method
methods-rung = rung
methods-used = used
methods-gone = no longer in the catalogue
assess-done = { $rows ->
        [one] One customer
       *[other] { $rows } customers
    } assessed; red from { $red } points, amber from { $amber }; { $books ->
        [one] one account manager has
       *[other] { $books } account managers have
    } limits of their own; a season of { $months ->
        [one] one month
       *[other] { $months } months
    } was learnt.
insight-rule-limits = The sum of all signs is { $n }; red from { $red }, amber from { $amber }: first limits, no base was assessed yet (seatmate assess --all); { insight-no-probability }
insight-rule-quota = The sum of all signs is { $n }; of { $customers } customers { $whose ->
    [own] of this account manager
   *[whole] in the whole base
} the first { $share } are red (from { $red } points), the next { $more } amber (from { $amber }); learnt on { $at }; { insight-no-probability }
insight-peers = above { $n } % of { $who ->
    [level] this level
   *[all] all customers
}
insight-rule-peers = Mean bill of three months against the same of { $who ->
    [level] customers of this level
   *[all] all customers
}: { $n } % have less; learnt on { $at } from { $customers } customers
insight-told = At this desk this rule spoke in { $shown ->
    [one] one call
   *[other] { $shown } calls
}, wrong { $wrong } of { $shown }
toast-sign-back = Taken back; the sign speaks again
finding-own-card = there is no scorecard here that can be read
    .hint = give the path of a file that seatmate scorecard fit wrote, seen from the folder of the settings
own-label = Own card
own-score = { $n } points
own-missing = cannot be used, the customer files have no such columns: { $columns }
own-rule = The shop's own card: begins at { $base }; { $lines }. Learnt from { $rows } rows of { $label }, file of { $at }; counted apart from the built-in signs, { own-no-probability }
problem-own-card-wrong = The shop's own scorecard cannot be read and is not used.
    .hint = Make it again with seatmate scorecard fit, as scorecard.toml in the data directory or in rules.

insight-no-probability = points are no probability
own-no-probability = no probability
