"""Cache keys that differ per test, so that no test has to clear a cache that may not be ours."""

from uuid import uuid4

_test = uuid4().hex


def key(key: str, key_prefix: str, version: int) -> str:
    return f"{key_prefix}:{_test}:{version}:{key}"


def forget_everything() -> None:
    global _test  # noqa: PLW0603  one process runs one test at a time
    _test = uuid4().hex
