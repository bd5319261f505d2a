"""Practices as visitors see them: the index with its facets, the page, the two A4, the feed and the links between pages."""
