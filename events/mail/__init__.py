"""Mails about registrations: causes, recipients, texts and composition."""
