"""The embedded PostgreSQL for tests that commit: emptied and filled again in milliseconds.

Django empties by TRUNCATE, which makes every table's files anew, and brings the rows of the migrations back through
the models, with two queries to a row. Here a table's rows are deleted, and copies that PostgreSQL keeps come back.
"""
