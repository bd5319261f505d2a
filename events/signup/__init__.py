"""The public registration form: what is open at an address, the form, and what happens after sending it."""
