"""From the plan of a page to its published dates: publish, move, cancel, and what changes elsewhere."""
