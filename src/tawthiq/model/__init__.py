"""The records of the code book: frozen, typed, no I/O. Nothing here knows a file, a clock or a database."""
