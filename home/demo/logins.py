"""A login for each role. Only the demo has them: the command that calls this refuses elsewhere."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from events.models import Person
from events.models.people import name_key
from home.demo.organisations import ZONNEWIJZER
from home.demo.people import ADMINISTRATOR, EDITOR, LOGINS, ORGANISER, PASSWORD, PROFESSIONAL
from home.site_setup import EDITORS
from network.models import OrganisationPage


def ensure_logins() -> int:
    """Create the missing logins; return how many. Existing ones keep their password and roles."""
    known = set(User.objects.filter(email__in=LOGINS).values_list("email", flat=True))
    missing = [email for email in LOGINS if email not in known]
    for email in missing:
        first_name, last_name = LOGINS[email]
        create = User.objects.create_superuser if email == ADMINISTRATOR else User.objects.create_user
        user = create(email, PASSWORD, first_name=first_name, last_name=last_name)
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        if email == ORGANISER:
            user.groups.add(OrganisationPage.objects.get(title=ZONNEWIJZER).group)
        elif email == EDITOR:
            user.groups.add(Group.objects.get(name=EDITORS))
        elif email == PROFESSIONAL:
            name = user.get_full_name()
            Person.objects.get_or_create(
                email=email,
                name_key=name_key(name),
                defaults={"name": name, "user": user, "confirmed_at": timezone.now()},
            )
    return len(missing)
