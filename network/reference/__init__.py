"""What the first region starts from: its municipalities, wijken, themes, disciplines and organisations, as plain data.

Another region replaces these modules; ``manage.py load_reference`` turns them into pages and rows, and leaves alone what an editor
changed since.
"""
