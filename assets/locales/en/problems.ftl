# The problems.

