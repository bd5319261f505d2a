"""The long proofs: real processes on a real database, in the middle of everything. ``make proof`` runs them with full counts."""
