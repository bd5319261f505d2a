from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from knowledge.contribute import receivers  # noqa: F401, PLC0415  connects them; models exist only now
        from knowledge.glossary import suggesting  # noqa: F401, PLC0415  registers what guests confirm by a mailed link
        from knowledge.reactions import proofs  # noqa: F401, PLC0415  registers what guests confirm by a mailed link

        # Pages of every app have to be known first.
        from knowledge.search import own_kinds, reindexing  # noqa: F401, PLC0415  connects receivers
        from knowledge.uptake import proof  # noqa: F401, PLC0415  registers a statement likewise

        own_kinds.register_all()
