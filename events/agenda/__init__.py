"""What the agenda and the page of an event show."""
