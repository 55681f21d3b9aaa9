# Training.
training-banner = TRAINING: an invented customer
    .short = TRAINING

arg-scenario = Which scenario; a menu when left out
arg-train-list = List the scenarios
arg-train-mode = How to practise
arg-train-seed = Seed: the same one makes the same conversation
arg-try-file = A scenario file that is being written; read again whenever it changes
arg-new-scenario = Write a template for a scenario of your own
