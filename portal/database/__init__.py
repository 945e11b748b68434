"""Django's PostgreSQL engine, which here sees whether a connection still stands without asking the database."""
