from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from knowledge.contribute import receivers  # noqa: F401, PLC0415  connects them; models exist only now
        from knowledge.reactions import proofs  # noqa: F401, PLC0415  registers what guests confirm by a mailed link
