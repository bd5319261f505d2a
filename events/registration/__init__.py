"""Registering: the rule that hands out places, what stands around it, and its form."""
