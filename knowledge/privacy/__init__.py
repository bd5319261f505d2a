"""Personal data in ``knowledge``: what is held, for how long, and how people see it and have it erased (GDPR, in Dutch AVG).

A new table with an address, a name or a text of a person needs a ``Holding``; a test notices when it has none.
"""
