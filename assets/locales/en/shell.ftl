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
