# The import.

import-dry-run = A look only: nothing was stored.
import-rows = { $rows } rows
import-read = { $rows ->
    [one] 1 row read.
   *[other] { $rows } rows read.
}
import-accepted = { $rows } accepted, { $unchanged } of them told nothing new.
import-blank = { $rows } blank.
import-rejected = { $rows } rejected:
import-unknown = { $count ->
    [one] One column was not used: { $names }
   *[other] { $count } columns were not used: { $names }
}
import-seconds = { $seconds } s

reject-encoding = does not decode in the file's encoding
reject-open-quote = a quote is not closed
reject-columns = more or fewer fields than the header
reject-too-many-columns = more than 512 columns
reject-too-long = the row is longer than 1 MB
reject-field-too-long = a field is longer than 64 KB
reject-number-empty = no number
reject-number-scientific = a spreadsheet turned the number into 1.38E+10; format the column as text and export again
reject-number-not-one = not a telephone number
reject-number-length = no number has this length
reject-bad-money = not an amount in yuan
reject-money-too-precise = an amount with more than two decimals
reject-bad-count = not a count in the possible range
reject-bad-data = not an amount of data
reject-bad-share = not a share between 0 and 1
reject-bad-month = not a month
reject-bad-date = not a date
reject-bad-time = not a time
reject-unknown-word = a word that means nothing here; a mapping can translate it
reject-empty = missing
reject-no-measure = not a single figure
reject-unknown-customer = no customer has this number; import the customers first

problem-import-read = The file cannot be read: { $why }
    .hint = Check the path and the permissions.
problem-import-not-a-file = This is not a regular file.
    .hint = Folders, pipes, devices and links are not followed; name the file itself, or use - for standard input.
problem-import-too-large = The file is too large.
    .hint = Up to 8 GiB as CSV and 64 MiB as a spreadsheet; split it by month.
problem-import-empty = The file has no header line.
    .hint = The first line must name the columns.
problem-import-bad-header = The first line does not read as a header.
    .hint = Look whether the file is a CSV, and give its encoding or delimiter in a mapping.
problem-import-missing-column = The column { $column } is missing.
    .hint = Name the column so in the file, or say with --map which column it is.
problem-import-no-measure = The file has no column with a figure of usage.
    .hint = At least one of bill, voice_min, data_mb and the like is needed; --map says which column it is.
problem-import-mapped-column-missing = The mapping takes { $field } from the column { $column }, which the file does not have.
    .hint = Compare the name with the first line of the file, character by character.
problem-import-unknown-field = The mapping fills { $field }, which this kind of file does not have.
    .hint = See whether the mapping belongs to another kind of file.
problem-import-two-columns = The file has two columns { $column }.
    .hint = Rename one of them, or choose with --map.
problem-import-sheet = The spreadsheet does not read.
    .hint = Save it again as .xlsx without a password, or as CSV.
problem-import-sheet-kind = Only customers and tasks may come as a spreadsheet.
    .hint = Save it as CSV.
problem-import-interrupted = The import was stopped; nothing of it was stored.
    .hint = Run it again; what is known already costs nothing.
problem-import-rejects = The file for rejected rows cannot be written: { $why }
    .hint = Choose another folder; nothing was stored.
problem-mapping-toml = { $file }, line { $line }, column { $column }: this is not TOML.
    .hint = Look for a quote or a bracket that is not closed; names that are not plain ASCII need quotes.
problem-mapping-unknown-key = { $file }, line { $line }, column { $column }: this key means nothing here.
    .hint = Known are encoding, delimiter, null and [columns]; in a column: column, constant, prefix, pad, multiply, divide, values, null.
problem-mapping-table = { $file }, line { $line }, column { $column }: a table is needed here.
    .hint = Write [columns] on a line of its own, or values = {"{"} "their word" = "our word" {"}"}.
problem-mapping-column = { $file }, line { $line }, column { $column }: this does not say where the field comes from.
    .hint = Write the name of a column in quotes, or {"{"} column = "name" {"}"}.
problem-mapping-column-or-constant = { $file }, line { $line }, column { $column }: exactly one of column and constant is needed.
    .hint = column takes the value from the file, constant gives the same to every row.
problem-mapping-text = { $file }, line { $line }, column { $column }: a text in quotes is needed here.
    .hint = Also numbers stand in quotes here: "199".
problem-mapping-list = { $file }, line { $line }, column { $column }: a list is needed here.
    .hint = For example ["-1", "N/A"].
problem-mapping-number = { $file }, line { $line }, column { $column }: a whole number from 1 is needed here.
    .hint = For example divide = 1024, without quotes.
problem-mapping-encoding = { $file }, line { $line }, column { $column }: this encoding is not known.
    .hint = Known are utf-8, gb18030 (also reads gbk), utf-16le and utf-16be.
problem-mapping-delimiter = { $file }, line { $line }, column { $column }: this delimiter is not known.
    .hint = Known are "," and ";" and "tab".

finding-mapping-toml = this is not TOML.
    .hint = Look for a quote or a bracket that is not closed; names that are not plain ASCII need quotes.
finding-mapping-unknown-key = this key means nothing here.
    .hint = Known are encoding, delimiter, null and [columns]; in a column: column, constant, prefix, pad, multiply, divide, values, null.
finding-mapping-table = a table is needed here.
    .hint = Write [columns] on a line of its own, or values = {"{"} "their word" = "our word" {"}"}.
finding-mapping-column = this does not say where the field comes from.
    .hint = Write the name of a column in quotes, or {"{"} column = "name" {"}"}.
finding-mapping-column-or-constant = exactly one of column and constant is needed.
    .hint = column takes the value from the file, constant gives the same to every row.
finding-mapping-text = a text in quotes is needed here.
    .hint = Also numbers stand in quotes here: "199".
finding-mapping-list = a list is needed here.
    .hint = For example ["-1", "N/A"].
finding-mapping-number = a whole number from 1 is needed here.
    .hint = For example divide = 1024, without quotes.
finding-mapping-encoding = this encoding is not known.
    .hint = Known are utf-8, gb18030 (also reads gbk), utf-16le and utf-16be.
finding-mapping-delimiter = this delimiter is not known.
    .hint = Known are "," and ";" and "tab".
