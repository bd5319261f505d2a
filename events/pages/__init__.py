"""The page types that Wagtail creates, edits and serves: models, the editor's form, and the question before mailing."""
