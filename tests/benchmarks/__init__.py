"""Performance as a share of a bare Django view in the same run, because absolute figures drift with the machine.

``make bench`` runs it on PostgreSQL at 500 and at 50,000 dates. It needs wrk.
"""
