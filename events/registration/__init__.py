"""Registration: the rule that hands out places, and the modules around it."""
