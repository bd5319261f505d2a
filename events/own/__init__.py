"""What somebody has behind their own secret link."""
