"""Policy of municipalities by theme (K9): told by the municipality itself, with its source and date."""
