# Starting, the terminal, the control socket.
problem-desk-not-running = No seatmate is running.
    .hint = Start seatmate in another terminal; then the phone's hook can reach it.
problem-call-refused = The running seatmate refused: { $why ->
        [bad-number] that is not a telephone number
        [bad-call-id] the call's id is not valid
        [no-open-call] no call is open
        [no-such-call] there is no such call
        [several-open-calls] several calls are open, so name the number
        [too-many-calls] too many calls are open
        [bad-request] the request could not be read
       *[other] it does not accept this
    }.
    .hint = seatmate call state lists the open calls.

problem-not-a-terminal = The desk needs a terminal; a pipe or a file will not do.
    .hint = Searching and importing work without one: see seatmate --help.
problem-terminal-dumb = This terminal (TERM is dumb or not set) cannot place a cursor, so the desk cannot be shown.
    .hint = Use another terminal, or set TERM to xterm-256color.
problem-terminal-console = The Linux console has no Chinese characters; start seatmate in a graphical terminal or over SSH.
    .hint = Set TERM if this is in fact another terminal.
problem-terminal-refused = The terminal refused its settings, so the desk cannot be shown.
    .hint = Try another terminal.
problem-locale-not-utf8 = The locale is not UTF-8, so Chinese text may come out as garbage.
    .hint = Start with LC_ALL=zh_CN.UTF-8, for example.
problem-settings-wrong = The settings file has a mistake; the defaults are used this time.
    .hint = seatmate check shows where.
problem-scripts-wrong = { $count ->
        [one] There is a mistake in a script file
       *[other] There are { $count } mistakes in script files
    }; files with an error are not used.
    .hint = seatmate check shows where.
problem-cards-wrong = { $count ->
        [one] There is a mistake in a card file
       *[other] There are { $count } mistakes in card files
    }; files with errors are not used.
    .hint = `seatmate check` shows where.
problem-no-temporary-folder = No temporary folder could be made for the demo.
    .hint = See whether the folder for temporary files is full or read-only.
problem-system-refused = The operating system refused something the desk cannot do without.
    .hint = See the limits on processes and open files.
problem-no-random = The operating system gave no random numbers.
    .hint = Try again; if it stays like this, ask whoever runs the machine.
problem-data-folder = The data folder could not be made or opened.
    .hint = Check its permissions, or name another one with --data.
problem-no-passphrase = No passphrase was given, so the data stays closed.
    .hint = Start again and type it.
problem-passphrase-file-unreadable = The passphrase file cannot be read, or its first line is empty.
    .hint = Check the file that SEATMATE_PASSPHRASE_FILE names.
problem-passphrase-file-open = Other users can read the passphrase file, so it is not used.
    .hint = Run chmod 600 on it.
problem-socket-in-use = Another seatmate already listens to the phone; this window does not.
    .hint = Close the other window and start again.
problem-socket-not-ours = The folder of the phone socket is not yours alone, so it was not opened.
    .hint = Check who owns XDG_RUNTIME_DIR and its permissions.
problem-socket-refused = The phone socket could not be opened, so a softphone cannot announce calls.
    .hint = A call can still be begun by hand: find, then Enter.
problem-no-phone = No phone is connected; use the phone itself.
    .hint = A call begun by hand is ended by hand too.

welcome-empty = There are no customers here yet.
welcome-demo = 1  Demo: invented customers and calls that come in by themselves; nothing is left behind
welcome-training = 2  Training: practise on this desk with an invented customer; three minutes for the first lesson
welcome-store = 3  New: choose a passphrase for an encrypted store; then bring customers in with seatmate import
welcome-leave = Anything else leaves

passphrase-existing = Passphrase:
passphrase-wrong = That is not it. Passphrase:
passphrase-new = New passphrase (at least 12 characters; nobody can recover it):
passphrase-too-short = Too short: at least 12 characters. New passphrase:
passphrase-again = Once more:
passphrase-differed = The two differ. New passphrase:
