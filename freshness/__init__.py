"""Caches in process memory that are never stale: each entry is valid for one version of the database.

``version`` reads the version, a counter of writes. ``triggers`` makes the database count every write.
``response_cache`` stores finished responses, and ``pages`` serves public pages from it. ``versioned_cache`` stores
other values.

Imports no other app of ours. The reasons are in docs/decisions/0009.
"""
