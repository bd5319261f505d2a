"""Outgoing mail: stored in the transaction that causes it, sent by the worker.

Imports none of our other apps.
"""
