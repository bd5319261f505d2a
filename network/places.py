"""Update of a wijk's municipality when it is moved in the page tree."""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from network.models import MunicipalityPage, WijkPage


@receiver(post_page_move)
def wijken_lie_in_the_municipality_above(instance: Page, **kwargs) -> None:
    page = Page.objects.get(pk=instance.pk)
    for wijk in WijkPage.objects.descendant_of(page, inclusive=True):
        municipality = MunicipalityPage.objects.ancestor_of(wijk).first()
        if wijk.municipality_id != (municipality and municipality.pk):
            WijkPage.objects.filter(pk=wijk.pk).update(municipality=municipality)
