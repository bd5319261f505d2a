"""From the plan of a page to its published dates: publishing, moving, cancelling, and changes to other pages."""
