"""Addresses below ``/praktijken/insturen/``."""

from django.urls import path, re_path

from knowledge.contribute import author_views, beginning, file_views, own, review, views

OWN_LINK = r"(?P<secret>[-\w]{40})"
NUMBER = r"(?P<number>[1-9][0-9]{0,18})"
STEP = r"(?P<slug>[a-z]{1,20})"

urlpatterns = [
    path("", beginning.begin, name="contribute"),
    path("lijkt/", beginning.alike),
    path("link/", own.lost_link, name="practice_links"),
    path("link/verstuurd/", own.link_sent),
    path("weg/", views.thrown_away),
    re_path(rf"^verder/{OWN_LINK}/$", views.go_on),
    re_path(rf"^auteur/{OWN_LINK}/$", author_views.by_link),
    re_path(rf"^praktijk/{NUMBER}/$", author_views.by_account, name="practice_people"),
    re_path(rf"^nakijken/{OWN_LINK}/$", review.review),
    re_path(rf"^nakijken/{OWN_LINK}/voorbeeld/$", review.preview),
    re_path(rf"^nakijken/{OWN_LINK}/bestand/{NUMBER}/$", file_views.of_review),
    re_path(rf"^{OWN_LINK}/bestand/$", file_views.upload),
    re_path(rf"^{OWN_LINK}/bestand/{NUMBER}/$", file_views.of_draft),
    re_path(rf"^{OWN_LINK}/bestand/{NUMBER}/weg/$", file_views.drop),
    re_path(rf"^{OWN_LINK}/$", views.overview),
    re_path(rf"^{OWN_LINK}/voorbeeld/$", views.preview),
    re_path(rf"^{OWN_LINK}/insturen/$", views.submit),
    re_path(rf"^{OWN_LINK}/terugnemen/$", views.take_back),
    re_path(rf"^{OWN_LINK}/mail/$", views.mail_again),
    re_path(rf"^{OWN_LINK}/weg/$", views.throw_away),
    re_path(rf"^{OWN_LINK}/{STEP}/bewaar/$", views.autosave),
    re_path(rf"^{OWN_LINK}/{STEP}/$", views.step),
]
