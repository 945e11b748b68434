"""Django's PostgreSQL engine, with two additions.

`base` sees whether a connection still stands without asking the database; `silence` gives up one that never answers.
"""
