"""Addresses below ``/praktijken/insturen/``."""

from django.urls import path, re_path

from knowledge.contribute import review, views

OWN_LINK = r"(?P<secret>[-\w]{40})"
STEP = r"(?P<slug>[a-z]{1,20})"

urlpatterns = [
    path("", views.begin, name="contribute"),
    path("lijkt/", views.alike),
    path("weg/", views.thrown_away),
    re_path(rf"^verder/{OWN_LINK}/$", views.go_on),
    re_path(rf"^nakijken/{OWN_LINK}/$", review.review),
    re_path(rf"^nakijken/{OWN_LINK}/voorbeeld/$", review.preview),
    re_path(rf"^{OWN_LINK}/$", views.overview),
    re_path(rf"^{OWN_LINK}/voorbeeld/$", views.preview),
    re_path(rf"^{OWN_LINK}/insturen/$", views.submit),
    re_path(rf"^{OWN_LINK}/terugnemen/$", views.take_back),
    re_path(rf"^{OWN_LINK}/mail/$", views.mail_again),
    re_path(rf"^{OWN_LINK}/weg/$", views.throw_away),
    re_path(rf"^{OWN_LINK}/{STEP}/bewaar/$", views.autosave),
    re_path(rf"^{OWN_LINK}/{STEP}/$", views.step),
]
