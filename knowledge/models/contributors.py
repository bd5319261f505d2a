from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from network.models import Discipline, OrganisationPage


class ContributorQuerySet(models.QuerySet["Contributor"]):
    def at(self, email: str) -> "ContributorQuerySet":
        """Return the contributor with this address, however it is capitalised."""
        return self.filter(email__iexact=email.strip())

    def confirmed(self) -> "ContributorQuerySet":
        return self.filter(confirmed_at__isnull=False)


class Contributor(models.Model):
    """Somebody who writes, credits, asks or reacts, known by a mail address. An account is not needed.

    Outside revisions, so that erasing a person leaves no name in an old version of a page. The address is confirmed when a
    link in a mail is used. No page shows this table (``freshness.triggers.NEVER_SHOWN``): what a page says of a person is in
    ``Authorship``, with their consent.
    """

    email = models.EmailField(_("e-mailadres"), blank=True)
    """Lower case."""
    name = models.CharField(_("naam"), max_length=120)
    discipline = models.ForeignKey(
        Discipline, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("discipline")
    )
    organisation = models.ForeignKey(
        OrganisationPage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisatie")
    )
    organisation_name = models.CharField(_("andere organisatie"), max_length=120, blank=True)
    """Organisation in the person's own words, if it has no page."""
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="contributor"
    )
    link_version = models.PositiveIntegerField(default=1)
    """Counter in the person's secret links; raising it ends them all."""
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzender")
        verbose_name_plural = _("inzenders")
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="contributor_once_per_address")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @property
    def works_at(self) -> str:
        return self.organisation.display_name if self.organisation else self.organisation_name


class AuthorshipQuerySet(models.QuerySet["Authorship"]):
    def current(self) -> "AuthorshipQuerySet":
        return self.filter(until__isnull=True)

    def credited(self) -> "AuthorshipQuerySet":
        """Return the people whom the page names, in order."""
        return self.exclude(credit_name="").order_by("role", "sort_order", "pk")


class Authorship(models.Model):
    """Tie between a practice and a person: who wrote it, who answers questions, who is thanked.

    Decides who may edit the practice (``knowledge.contribute.policy``). Outside revisions: handing over and leaving take
    effect at once, whatever draft there is.
    """

    class Role(models.TextChoices):
        AUTHOR = "auteur", _("schreef mee")
        THANKS = "dank", _("met dank aan")

    practice = models.ForeignKey("knowledge.PracticePage", models.CASCADE, related_name="authorships")
    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="authorships")
    role = models.CharField(_("rol"), max_length=6, choices=Role, default=Role.AUTHOR)
    is_contact = models.BooleanField(_("vragen gaan naar deze persoon"), default=False)
    credit_name = models.CharField(_("naam op de pagina"), max_length=120, blank=True)
    """Name as the page shows it, empty if the person does not want to be named. Only the person sets it."""
    credit_work = models.CharField(_("discipline en organisatie op de pagina"), max_length=220, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    """Moment at which the person left. The credit may stay; the rights end."""
    hands_over_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="takes_over_from",
        verbose_name=_("draagt over aan"),
    )
    """Successor, who takes over by the first thing they do behind their own link."""

    objects = AuthorshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("auteur")
        verbose_name_plural = _("auteurs")
        constraints = [
            models.UniqueConstraint(fields=("practice", "contributor"), name="authorship_once_per_person"),
            models.UniqueConstraint(
                fields=("practice",), condition=models.Q(is_contact=True), name="authorship_one_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor}, {self.practice}"
