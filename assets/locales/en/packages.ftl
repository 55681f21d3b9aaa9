# Packages: lists that come in, what a customer holds, what was said to offers.

reject-package-bad-code = the code is empty or holds spaces
reject-package-code-twice = an earlier row has this code
reject-package-no-name = no name
reject-package-no-unit = an allowance without unit: write 10 GB or 300 MB
reject-package-no-amount = an allowance of 0
reject-package-class-twice = the same class of data twice
reject-package-negative = a price below 0
reject-package-ladder-falls = the ladder falls: the larger amount costs less than the smaller one
reject-package-empty = nothing in it
reject-package-no-price = a price of 0 where something must be charged
reject-package-above-hundred = above 100
reject-package-penalty-without-commitment = a penalty without a commitment
reject-package-no-downgrade-without-commitment = no downgrade without a commitment
reject-package-end-before-beginning = the end lies before the beginning
reject-package-throttle-below-allowance = slow before its own data is used up
reject-package-rolls-nothing = rolls over but has no national data
reject-package-fuse-below-allowance = cut off below its own data
reject-package-empty-pack = a pack with nothing in it
reject-package-wrong-kind = this column does not belong to a package of this kind
reject-package-price-beyond-unlimited = unlimited minutes with a price beyond
reject-package-unreadable = does not read as what this column holds
reject-package-too-many = more than 2000 packages
reject-package-code-elsewhere = another file beside the settings has this code; change it there

import-packages-filed = { $file } now has { $packages } packages: { $added } new, { $changed } changed. The desk uses them from its next start.
import-packages-look = { $file } would have { $packages } packages: { $added } new, { $changed } changed.

problem-import-catalogue = The file with the packages imported earlier does not read.
    .hint = Run seatmate check, then mend packages/imported.toml or move it away; nothing was changed.
problem-import-shelf-full = There are more packages than the desk reads.
    .hint = The file may have 1 MiB; take out what is no longer sold and nobody holds.
problem-import-shelf = The packages cannot be written: { $why }
    .hint = Check the permissions of the folder packages beside the settings; the old file is as it was.
problem-import-example = Only packages can be examples.
    .hint = Leave out --example.

# What was said to offers.

answer-accepted = taken
answer-maybe = maybe
answer-declined = declined ({ $why })
answer-why-price = too dear
answer-why-bother = too much bother
answer-why-distrust = does not believe it
answer-why-other-plans = other plans
answer-why-unsaid = no reason given
answer-line = { $name }: { $said }
answer-rests = { $name } was declined on { $on } ({ $why }): not the first thing to say before { $until }, unless the customer asks
answer-rests-accepted = { $name } was taken on { $on }: see whether the order went through before offering anything
answer-rests-saving = {" "}(it would save CNY { $amount } a month)
show-offer = offer
desk-offer = Offer
rate-answered = answered
offer-hold-lifted = Lifted when the customer asks for a plan (5) or complains of the bill (6)
toast-heard-asked = Noted: the customer asked, plans may come up
toast-heard-bill = Noted: the bill is a grievance, plans may come up as help
toast-heard-taken-back = Taken back
offer-mark-held-pack = a pack that is held is in no catalogue: its fee is left out
offer-verdict-pack-change = Keep the plan and change the packs: { $change }
offer-packs-kept = keep { $names }
offer-packs-dropped = drop { $names }
offer-packs-added = add { $names }
desk-packs = Packs
show-packs = packs
offer-keys-short = 1-4 + - 0 try  5 asked 6 bill 7 yes 8 maybe 9 no
offer-example-mark = example rates
