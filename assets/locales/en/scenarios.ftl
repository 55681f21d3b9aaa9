# What is wrong with training scenarios
finding-list-shape = This line is not "name: way | way"
    .hint = A name of letters, digits and hyphens, then a colon
finding-list-empty = The list { $list } holds nothing to hear, or too much
    .hint = Write one to two hundred ways, with | between them
finding-list-twice = The list { $list } is written twice
    .hint = Join both, or give one another name
