"""The mails about registrations: which one goes to whom, what it says and how it is made."""
