"""Page types that Wagtail creates, edits and serves: models, the editor's form, and confirmation before mailing."""
