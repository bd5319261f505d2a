"""Uptake: who explores, tries, uses or has stopped using a practice, by their own words and the owner's yes."""
