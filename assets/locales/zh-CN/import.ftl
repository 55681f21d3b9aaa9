# The import.

