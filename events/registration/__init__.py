"""Registrations: the rule that hands out places, and what builds on it. No views and no mail texts."""
