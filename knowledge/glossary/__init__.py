"""The begrippenlijst in use: its words explained in running text, the pages that mention them, and new suggestions."""
