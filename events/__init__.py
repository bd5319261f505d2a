"""Events: agenda, meetups, registration and calendars.

A module imports only from the floors below its own. docs/ontwikkelaars/README.md lists the floors, with reasons.
"""
