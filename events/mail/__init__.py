"""Mails about registrations: their causes and recipients, their words, and how they are composed."""
