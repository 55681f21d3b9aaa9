# The command line.

help-usage = Usage
help-verbs = Commands
help-arguments = Arguments
help-options = Options
help-examples = Examples:

about-seatmate = The call desk in a terminal, for the VIP line of a mobile operator
    .after =
        {"  "}seatmate demo                            try it on invented customers
        {"  "}seatmate import customers customers.csv  read a customer file
        {"  "}seatmate                                 open the desk
about-demo = Try the desk on invented customers and calls; touches nothing real
about-train = Practise on the real desk with an invented customer who answers back; touches nothing real
    .after =
        {"  "}seatmate train                         choose a scenario
        {"  "}seatmate train --list                  list the scenarios
        {"  "}seatmate train --try my-scenario.toml  practise a file while writing it
about-import = Read a file of customers, usage, habits, events, tasks or packages
    .after =
        {"  "}seatmate import customers customers.csv --dry-run
        {"  "}seatmate import usage bills.csv --map map.toml --rejects rejected.csv
about-show = Show a customer: profile, usage, insight, fit of the plan, opening script
    .after =
        {"  "}seatmate show 199-0000-0001
        {"  "}seatmate --json show 19900000001 --reveal --reason "customer asked to check it"
about-rate = Rate every plan on a customer's own months, with the arithmetic
    .after =
        {"  "}seatmate rate 199-0000-0001 --explain
        {"  "}seatmate rate 199-0000-0001 --package bj-feixiang-58
        {"  "}seatmate rate --all --out base.csv
about-find = Find customers by number, last digits, name, pinyin or initials
    .after =
        {"  "}seatmate find wxm
        {"  "}seatmate find 0001 --limit 5
about-notes = List notes, newest first
    .after =
        {"  "}seatmate notes --search expensive --since 2026-11-01
about-export = Export notes, calls, follow-ups and what was learned of persons; numbers and names are masked unless asked for
    .after =
        {"  "}seatmate export notes --format csv --bom --out notes.csv
        {"  "}seatmate export all --format ndjson --out -
about-sync = The local event log: what waits to be sent, and whether it is whole
about-sync-status = How many events wait, and since when
about-sync-verify = Compute the whole local chain again
about-synth = Make CSV files of invented customers; the same seed gives the same bytes
about-picture = Draw a screen of the demo without a terminal
about-call = Tell the running desk what the phone does
    .after =
        {"  "}seatmate call ring 13800138000 --id k7
        {"  "}seatmate call end
about-call-ring = The phone rings
about-call-answer = Both sides talk
about-call-hold = On hold
about-call-unhold = Back from hold
about-call-end = The call is over
about-call-dial = Ask the desk to dial
about-call-state = List open calls
about-doctor = Look at the surroundings, a line each
about-check = Check scripts, snippets, mappings and settings
    .after =
        {"  "}seatmate check
        {"  "}seatmate check scripts/en/opening.toml
about-completions = Print the completions of a shell
about-man = Print the manual page

arg-help = Print help
arg-version = Print the version
arg-data = Data directory
arg-config = Settings file; scripts and snippets lie beside it
arg-lang = Language
arg-agent = Agent id
arg-json = Print JSON
arg-now = Fix the clock, for tests and pictures
arg-ambiguous = Cells of a character of ambiguous width
arg-kind = What the file holds
arg-file = The file: CSV or .xlsx, - for standard input
arg-map = Mapping file
arg-graph = Print the ways through a script as a picture instead: mermaid or dot
arg-dry-run = Check everything, store nothing
arg-example = Packages only: mark them as examples, which nobody may promise
arg-rejects = Where rejected rows go, with line and reason
arg-number = A number in any spelling
arg-package = Only this plan, by code or name
arg-explain = Print the arithmetic of every month
arg-all = The whole base
arg-full = With rate --all: the desk's own verdict for everybody, packs and resampling included
arg-script = Which opening script to fill
arg-reveal = Print numbers and names in full
arg-reason = Why; it is logged
arg-text = What to look for
arg-limit = At most so many
arg-search = Only those with this text
arg-since = Only from this day on
arg-what = What to export
arg-format = Format
arg-out = Where to, - for standard output
arg-bom = Begin a CSV with a byte order mark, for spreadsheet programs
arg-force = Replace the file when it exists
arg-local = Only this computer
arg-customers = How many customers
arg-months = How many months of usage
arg-seed = Seed
arg-screen = Name of a screen; lists them when left out
arg-size = Columns and rows
arg-theme = Theme
arg-name = The name the network shows
arg-id = The phone's own name for the call
arg-call-out = The call goes out
arg-paths = Files or folders; what is built in and beside the settings when left out
arg-shell = Which shell

usage-unknown-verb = There is no command { $what }.
usage-unknown-argument = There is no option { $what }.
usage-missing = Still missing: { $what }
usage-missing-verb = A command is missing.
usage-bad-value = The value of { $what } does not fit.
usage-conflict = { $what } cannot be used together with another option.
usage-other = The command line does not read.
usage-allowed = It can be: { $allowed }
usage-nearest = Did you mean { $nearest }?
usage-see-help = See seatmate --help.

problem-needs-terminal = The desk needs a terminal.
    .hint = Run seatmate or seatmate demo directly in a terminal window.
problem-cannot-write = The output cannot be written: { $why }
    .hint = See whether its reader is still there and the disk has room.
problem-cannot-write-file = { $file } cannot be written: { $why }
    .hint = Choose another directory, or check permissions and room.
problem-cannot-read = { $file } cannot be read: { $why }
    .hint = Check the path and the permissions.
problem-text-too-large = { $file } is too large for a settings or script file.
    .hint = Such files are smaller than 1 MB.
problem-not-utf8 = { $file } is not UTF-8.
    .hint = Save it as UTF-8 in your editor.
problem-store-empty = There are no customers here yet.
    .hint = Run seatmate import customers FILE, or seatmate demo to try it; --data names the directory.
problem-passphrase-needed = A passphrase is needed to open the data.
    .hint = Run it in a terminal, or write the passphrase to a file and set SEATMATE_PASSPHRASE_FILE.
problem-passphrase-short = The passphrase is too short.
    .hint = Take { $shortest } characters or more; four unrelated words do well.
problem-data-dir = The data directory { $dir } cannot be made: { $why }
    .hint = Name a writable one with --data.
problem-bad-number = This is not a telephone number.
    .hint = For example 199-0000-0001, +86 199 0000 0001 or 01062345678.
problem-bad-date = This is not a date.
    .hint = Write 2026-11-22, or with a time 2026-11-22 10:42.
problem-no-customer = No customer has this number.
    .hint = Look with seatmate find by name or last four digits.
problem-export-exists = { $file } exists already.
    .hint = Choose another name, or add --force to replace it.

cli-level-none = no level
cli-level-star1 = 1 star
cli-level-star2 = 2 stars
cli-level-star3 = 3 stars
cli-level-star4 = 4 stars
cli-level-star5 = 5 stars
cli-level-silver = silver
cli-level-gold = gold
cli-level-platinum = platinum
cli-level-diamond = diamond

cli-disposition-resolved = resolved
cli-disposition-interested = interested, call again
cli-disposition-agreed = agreed
cli-disposition-refused = refused
cli-disposition-escalated = complaint passed on
cli-disposition-not-reached = not reached
cli-disposition-wrong-number = wrong number
cli-disposition-other = other

find-more = { $count ->
    [one] One more; --limit shows it.
   *[other] { $count } more; --limit shows them.
}
find-whole-number = same number
find-last-four = last four
find-whole-name = same name
find-number-prefix = number begins
find-number-suffix = number ends
find-name-prefix = name begins
find-whole-pinyin = pinyin
find-whole-initials = initials
find-pinyin-prefix = pinyin begins
find-initials-prefix = initials begin
find-name-part = in the name
find-number-part = in the number
find-pinyin-part = in the pinyin

show-tenure = { $years } y { $months } m with us
show-package = Plan
show-contract-end = Contract end
show-balance = Balance
show-points = Points
show-group = Group
show-region = Region
show-channel = Channel
show-time = Good time
show-tags = Tags
show-taboo = Avoid
show-manager = Manager
show-month = Month
show-bill = Bill CNY
show-minutes = Minutes
show-data = Data GB
show-beyond = Beyond CNY
show-trend = Trend
show-fit = Fit
show-fit-fits = fits: beyond the plan in { $over } of { $months } months, CNY { $mean } a month on average
show-fit-watch = watch: beyond the plan in { $over } of { $months } months, CNY { $mean } a month on average
show-fit-too-small = too small: beyond the plan in { $over } of { $months } months, CNY { $mean } a month on average
show-fit-too-few = fewer than three months are known, too early to say
show-follow-up = To call
show-history = History
show-script = Opening script: { $title }
show-must-say = must say
show-sign-port-requested = asked for a port-out code on { $at }
show-sign-port-queried = asked about porting out on { $at }
show-sign-complaint = complaint of { $since } is open
show-sign-promise = a promise is open, due { $due }
show-sign-hotline = called a competitor's hotline, times in 30 days: { $times }
show-sign-arrears = CNY { $amount } overdue
show-sign-bill = latest bill CNY { $latest }, before about CNY { $before }
show-sign-overage = beyond the plan { $months } months in a row, lately CNY { $latest }
show-sign-drop = latest minutes { $latest }, before about { $before }
show-sign-contract = contract ends { $on }, days left: { $days }
show-sign-no-marketing = no marketing
show-sign-birthday = birthday around these days

sync-unsent = { $count ->
    [one] { $count } event waits
   *[other] { $count } events wait
}
sync-oldest = The oldest is of { $at }
sync-parked = Put aside and in need of a person: { $count }
sync-no-target = No centre is set up yet
sync-whole = The event log is whole: streams { $streams }, events { $events }
sync-broken = The event log is damaged: streams { $streams }, events { $events }
sync-fault = Stream { $stream }, event { $seq }: { $fault }
sync-gap = a number is missing or out of order
sync-broken-link = does not follow its predecessor
sync-header-changed = the header was changed
sync-payload-changed = the content was changed
sync-head-mismatch = the end is not the one on record
sync-unknown-stream = a stream that is not listed

export-done = { $rows ->
    [one] One row exported.
   *[other] { $rows } rows exported.
}

check-summary = Files checked: { $files }. Errors: { $errors }. Warnings: { $warnings }.

doctor-ok = OK
doctor-advice = ADVICE
doctor-locale = Locale
doctor-locale-advice = set it to UTF-8, such as export LANG=en_US.UTF-8
doctor-terminal = Terminal
doctor-no-terminal = the output is not a terminal
doctor-terminal-advice = 80x24 or more, in a terminal that shows Chinese
doctor-colours = Colours
doctor-settings = Settings
doctor-settings-advice = there is a mistake in it; seatmate check shows the line
doctor-clock = Clock
doctor-clock-advice = the date is wrong; set the system's time
doctor-data = Data
doctor-no-data = nothing there yet
doctor-data-advice = others can read it; chmod 700 closes it
doctor-key = Key file
doctor-key-advice = others can read it; chmod 600 closes it
doctor-plain = this build does not encrypt
doctor-plain-advice = for development only; keep no real customers in it
doctor-database = Database
doctor-socket = Desk
doctor-desk-runs = running
doctor-desk-rests = not running
doctor-sync = Sync
doctor-sync-advice = events have waited for more than a day; check the network and the centre
