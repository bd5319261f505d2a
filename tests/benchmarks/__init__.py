"""How fast it is, as a share of a bare Django view measured in the same run: absolute figures drift with the machine.

``make bench`` runs it on PostgreSQL at 500 and at 50,000 dates; needs wrk.
"""
