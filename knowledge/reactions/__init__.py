"""Questions to the contact of a practice, reactions below it, and reports of reactions."""
