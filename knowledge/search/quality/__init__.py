"""Measure of search: how much of what is relevant is among the first ten, ours beside the stock search of Wagtail."""
