# The keys.

