# The record of training: certificates, report, results for the team.

finding-certificate-twice = The certificate { $certificate } is written twice
    .hint = One id a certificate: change one of them
finding-certificate-level = A level is between 1 and 9
    .hint = 1 is the first one
finding-certificate-free = A certificate that needs nothing is earned before the first call
    .hint = Write at least one of needs, such as group = "bill", score = 75
finding-certificate-opens-nothing = This certificate opens nothing
    .hint = Name what it opens in campaigns or scripts
finding-certificate-score = A score is between 1 and 100, and a count at least 1
    .hint = 75 points is a pass
finding-certificate-mode = Learning and drills certify nobody
    .hint = Write practise (practised or tested) or test (tested only)
finding-certificate-need = This needs either group or scenario
    .hint = Such as group = "retention", or scenario = "retention-basement"
finding-certificate-unreachable = { $count } scenarios are needed and { $there } fit: nobody can earn this
    .hint = Lower count or difficulty, or write the scenarios
