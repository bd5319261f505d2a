"""Publishing at the end of a workflow. Wagtail imports this module before any model exists, so it imports none itself."""


def finish(workflow_state, user=None) -> None:
    from events.publishing.doors import publish_approved  # noqa: PLC0415  see above

    publish_approved(workflow_state, user)
