"""When something happens, as published: from the plan, moved, off, and what its calendar entry says."""
