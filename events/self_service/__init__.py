"""Self-service behind a personal link or an account: view, confirm, cancel, change, own data, personal calendar."""
