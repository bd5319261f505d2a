"""What is held of people, how long, and how it is shown to them and taken away (AVG)."""
