"""Long proofs with real processes on a real database. ``make proof`` runs them with full counts."""
