# The problems.

problem-phone-lost = The connection to the phone system is gone; the state of calls may no longer be true.
    .hint = Go on writing. It updates by itself when the connection is back; mark a call that is over with Ctrl-G, then #.


problem-no-such-screen = There is no such screen
    .hint = These can be drawn: { $screens }
