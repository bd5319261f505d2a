"""What somebody does behind their own link or in their account: look, confirm, cancel, change, own data, own calendar."""
