"""Mail that waits to be sent: written in the transaction that causes it, handed over by the worker.

Imports no other app of ours.
"""
