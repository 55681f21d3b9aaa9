# Scorecards learnt from outcomes.

about-scorecard = Learn a readable scorecard from your own outcomes, or measure one
about-scorecard-fit = Learn a scorecard of a few lines from a CSV with known outcomes
    .after =
        {"  "}seatmate scorecard fit outcomes.csv --label churn --positive True --out card.toml
        {"  "}seatmate scorecard fit outcomes.csv --label left --rising complaints --drop region
about-scorecard-evaluate = Measure a scorecard on rows it was not learnt from
    .after =
        {"  "}seatmate scorecard evaluate card.toml last-month.csv
arg-label = The column that says how it came out
arg-positive = The value of that column to look for
arg-lines = Lines the card may have
arg-conditions = Conditions one rule may join
arg-rising = A column whose points may only rise with its value
arg-falling = A column whose points may only fall with its value
arg-drop = A column to leave out
arg-keep = A column to use although it looks like an id or like the answer
arg-no-sums = Offer no sums of columns whose names end alike
arg-capacity = How many customers can be called in a day
arg-card = The scorecard
arg-table = The CSV with known outcomes

scorecard-head = { $label } = { $positive }: { $positives } of { $rows } rows
scorecard-left = not used: { $name } ({ $why })
scorecard-left-constant = one value only
scorecard-left-identifier = an id
scorecard-left-many = too many different words
scorecard-left-same = says the same as the outcome; nobody would know it beforehand
scorecard-left-dropped = left out as asked
scorecard-suspicious = take care: { $name } alone reaches an AUC of { $auc }; was it written down after the outcome?
scorecard-base = everybody starts here; 20 points more double the odds
scorecard-no-lines = No column tells the two outcomes apart better than chance: the card has no lines.
scorecard-and = and
scorecard-missing = missing
scorecard-known = known
scorecard-auc-folds = AUC { $auc }, standard deviation { $sd } (5 folds; everything was chosen anew in each)
scorecard-auc = AUC { $auc }
scorecard-lift = top tenth: { $lift } times as many as on average
scorecard-precision = of the { $capacity } highest scores, { $percent } % came true
scorecard-calibration = calibration: off by { $points } percentage points on average; Brier score { $brier }
scorecard-band = tenth { $tenth }: expected { $expected } %, seen { $seen } %
scorecard-written = Written to { $file }
scorecard-absent = The table lacks columns of the card; they count as missing: { $names }

problem-scorecard-read = { $file } cannot be read ({ $why }).
    .hint = Check the path and the rights of the file.
problem-scorecard-write = { $file } cannot be written ({ $why }).
    .hint = Choose another place with --out.
problem-scorecard-empty = { $file } has no rows to learn from.
    .hint = The first line names the columns, every line after it is one customer.
problem-scorecard-ragged = Line { $line } has another number of columns than the header.
    .hint = Put cells that hold a comma into double quotes.
problem-scorecard-same-name = Two columns are called "{ $name }".
    .hint = Rename one of them in the header.
problem-scorecard-not-a-card = { $file } is not a scorecard.
    .hint = Make one with: seatmate scorecard fit FILE --label COLUMN --out CARD.toml
problem-scorecard-no-label = The table has no column of that name for the outcome.
    .hint = Its columns are: { $names }
problem-scorecard-no-column = The table has no column "{ $name }".
    .hint = Its columns are: { $names }
problem-scorecard-many-values = The outcome has more than two values.
    .hint = Say which one to look for with --positive: { $values }
problem-scorecard-no-positive = The value to look for does not occur in the outcome.
    .hint = The values are: { $values }
problem-scorecard-too-few = Too few outcomes to learn from: { $positives } of the one kind, { $negatives } of the other.
    .hint = At least { $fewest } of each are needed; collect more outcomes, or check --label and --positive.
problem-scorecard-nothing = No column is left to learn from.
    .hint = Every column is constant, an id or the outcome itself; force one in with --keep COLUMN.
