"""Separate process that opens pages of the test database as a visitor: another worker, with its own memory.

Read one address per line; write the response and its number of queries, as JSON.
"""

import json
import os
import shutil
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django
from django.conf import settings


def main() -> None:
    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    try:
        for line in sys.stdin:
            with CaptureQueriesContext(connection) as queries:
                response = Client().get(line.strip())
            answer = {"status": response.status_code, "body": response.content.decode(), "queries": len(queries)}
            print(json.dumps(answer), flush=True)  # noqa: T201  its output is the answer
    finally:
        connection.close()
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


if __name__ == "__main__":
    main()
