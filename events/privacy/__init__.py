"""Personal data: what is held, for how long, and how people see it and have it erased (GDPR, in Dutch AVG)."""
