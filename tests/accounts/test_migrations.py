from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps

from tests.factories import UserFactory

migration = import_module("accounts.migrations.0002_no_unproven_second_address")


@pytest.mark.django_db
def test_migration_removes_only_unproven_addresses_beside_a_proven_one():
    proven, unproven = UserFactory(email="noor@example.org"), UserFactory(email="sam@example.org")
    EmailAddress.objects.filter(user=unproven).update(verified=False)
    EmailAddress.objects.create(user=proven, email="tweede@example.org", verified=True)
    EmailAddress.objects.create(user=proven, email="ander@example.org", verified=False)

    migration.remove_unproven_second_addresses(apps, schema_editor=None)

    left = EmailAddress.objects.order_by("email").values_list("email", flat=True)
    assert list(left) == ["noor@example.org", "sam@example.org", "tweede@example.org"]
