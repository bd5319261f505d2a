"""Django's SQLite backend with a fair queue for writers (docs/decisions/0006-sqlite-with-immediate-transactions.md)."""
