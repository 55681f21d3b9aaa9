# The command line.

