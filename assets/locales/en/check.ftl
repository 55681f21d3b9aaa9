# What seatmate check says.

check-error = error
check-warning = warning
check-hint = help

finding-toml = this cannot be read: { $message }
    .hint = compare spelling, quotes and brackets with the examples in the README
finding-choice = not one of the values allowed here
    .hint = allowed: { $allowed }
finding-empty = there is nothing here
    .hint = write something, or remove the entry
finding-no-steps = the script has no steps
    .hint = write at least one [[step]]
finding-template = the template is wrong: { $message }
    .hint = see that {"{{"} {"}}"} and {"{%"} {"%}"} come in pairs, and every if has its endif
finding-unknown-field = there is no field { $field }
    .hint = did you mean { $nearest }?
finding-no-fallback = { $field } may be unknown, which leaves a hole in what is read aloud
    .hint = write {"{{"} { $field } | default("...") {"}}"}, or give the step when = "{ $field }"
finding-long-line = this line takes about { $cells } cells, too long for a glance
    .hint = at most { $limit } cells a line, one thought a line
finding-avoid = "{ $phrase }" is not said to customers
    .hint = rather: { $instead }
finding-stage-order = the opening comes first and the closing last
    .hint = move this step
finding-too-many-snippets = there can be { $limit } snippets at most
    .hint = each digit key holds one; remove the rest
finding-snippet-too-long = a snippet is one line of at most { $limit } characters
    .hint = longer texts belong into a script
finding-unknown-file = it is not clear what kind of file this is
    .hint = scripts, snippets, mappings and settings can be checked: scripts/, snippets/, mappings/ and settings.toml
