"""Django's SQLite, with a queue for those who want to write. See docs/decisions/0006-sqlite-with-immediate-transactions.md."""
