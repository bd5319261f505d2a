"""URL configuration. Connects views of ``events`` to pages of ``network``, which does not import ``events``."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import prove_address
from events.digests import views as digests
from events.feeds import news, subscribing
from events.feeds import views as feeds
from events.self_service import mine, my_calendar, my_data
from events.self_service import views as self_service
from events.signup import sent, views
from home import documents, health, icons, mailbox, share_image
from home.style_guide import views as style_guide
from knowledge.contribute import file_views
from knowledge.glossary import views as terms
from knowledge.identity import views as identity
from knowledge.policies import views as policies
from knowledge.practices import feed as practice_feed
from knowledge.practices import sheet
from knowledge.reactions import own as own_reactions
from knowledge.reactions import views as reactions
from knowledge.search import views as searching
from knowledge.uptake import views as uptake
from network import covers, page_passwords

PAGE = r"^(?P<path>(?:[-\w]+/)+)"
PRACTICE = r"^(?P<path>praktijken/[-\w]+/)"
OWN_LINK = r"(?P<secret>[-\w]{1,80})"
handler500 = "home.errors.server_error"
handler429 = "web.responses.too_many_requests"

OWN_DATA = [
    path("", my_data.own_data),
    path("gegevens.json", my_data.own_data_file),
    path("wissen/", my_data.erase_own_data),
]
OWN_REGISTRATION = [
    path("", self_service.self_service, name="self_service"),
    path("bevestigen/", self_service.self_service_confirm),
    path("afmelden/", self_service.self_service_cancel),
    path("afmelden/zeker/", self_service.self_service_cancel_for_sure),
    path("andere-datum/", self_service.self_service_other_date),
    path("hoe/", self_service.self_service_attendance),
    path("terug/", self_service.self_service_undo),
    path("wijzigen/", self_service.self_service_change),
    path("zichtbaar/", self_service.self_service_shown),
    path("kalender.ics", self_service.self_service_calendar),
    path("ticket/", self_service.self_service_ticket),
    path("ticket/code.svg", self_service.self_service_ticket_code),
    path("gegevens/", my_data.ask_for_own_data),
    path("agenda/", my_calendar.guest_calendar),
    path("nieuwe-link/", self_service.self_service_rotate_link),
]
REGISTRATIONS = [
    path("", self_service.lost_link, name="lost_link"),
    path("gegevens/gewist/", my_data.data_erased, name="data_erased"),
    re_path(rf"^gegevens/{OWN_LINK}/", include(OWN_DATA)),
    re_path(rf"^{OWN_LINK}/", include(OWN_REGISTRATION)),
]
MINE = [
    path("", mine.mine, name="mine"),
    path("ook-van-mij/", mine.claim_person, name="claim_person"),
    path("gegevens/", my_data.own_data, name="my_data"),
    path("gegevens/gegevens.json", my_data.own_data_file),
    path("gegevens/wissen/", my_data.erase_own_data, name="erase_my_data"),
    path("kalender/", my_calendar.my_calendar),
    re_path(rf"^kalender/{OWN_LINK}\.ics$", my_calendar.personal_calendar),
    re_path(rf"^bevestigen/(?P<kind>[a-z]{{1,20}})/{OWN_LINK}/$", identity.confirm, name="confirm_act"),
    re_path(rf"^reactie/{OWN_LINK}/$", own_reactions.own_reaction, name="own_reaction"),
    re_path(rf"^beslissen/{OWN_LINK}/$", own_reactions.moderate, name="moderate"),
]

DIGESTS = [
    path("", digests.follow, name="follow"),
    path("verstuurd/", digests.sent, name="follow_sent"),
    re_path(rf"^bevestigen/{OWN_LINK}/$", digests.confirm),
    re_path(rf"^{OWN_LINK}/$", digests.manage),
    re_path(rf"^{OWN_LINK}/stop/$", digests.stop),
]

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", health.robots),
    path("site.webmanifest", icons.manifest, name="web_manifest"),
    re_path(r"^(?P<name>favicon\.ico|apple-touch-icon\.png)$", icons.icon),
    path(".well-known/security.txt", health.security_txt),
    path("sitemap.xml", sitemap),
    re_path(
        r"^weefsel/(?P<version>[0-9a-f]{8})/(?P<seed>[0-9a-f]{18})/(?P<shape>[a-z]+)\.svg$", covers.cover, name="cover"
    ),
    path("deelbeeld/<int:page_id>/<slug:version>.png", share_image.share_image, name="share_image"),
    # Only allauth signs people in: Wagtail's own form does not support a second factor.
    path("beheer/login/", RedirectView.as_view(url="/account/login/?next=/beheer/", query_string=False)),
    path("beheer/logout/", RedirectView.as_view(pattern_name="account_logout"), name="wagtailadmin_logout_redirect"),
    re_path(r"^beheer/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_passwords.of_page,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "documenten/authenticate_with_password/<int:restriction_id>/",
        page_passwords.of_collection,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login")),
    path("beheer/", include(wagtailadmin_urls)),
    path("account/code/", prove_address, name="account_prove_address"),
    # Links in old mails. Resetting a password takes a code now.
    re_path(r"^account/password/reset/key/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("account/", include("allauth.urls")),
    re_path(r"^documenten/(?P<document_id>[0-9]+)/(?P<document_filename>.*)$", documents.serve),
    path("documenten/", include(wagtaildocs_urls)),
    path("mijn/", include(MINE)),
    path("aanmelding/", include(REGISTRATIONS)),
    path("op-de-hoogte/", include(DIGESTS)),
    path("praktijken/insturen/", include("knowledge.contribute.urls")),
    path("begrippen/voorstellen/", terms.suggest, name="suggest_term"),
    path("begrippen/voorstellen/verstuurd/", terms.sent, name="term_sent"),
    path("begrippen/voorstellen/bedankt/", terms.thanks, name="thanks_for_term"),
    path("privacy/bewaartermijnen/", my_data.terms, name="retention_terms"),
    re_path(r"^(?P<path>praktijken/)feed\.xml$", practice_feed.practice_news, name="practice_news"),
    re_path(PRACTICE + r"stand/$", sheet.practice_sheet, name="practice_sheet"),
    re_path(PAGE + r"vraag/$", reactions.question, name="practice_question"),
    re_path(PAGE + r"reactie/$", reactions.reaction, name="practice_reaction"),
    re_path(PAGE + r"reactie/(?P<number>[0-9]{1,19})/melden/$", reactions.report, name="report_reaction"),
    re_path(PAGE + r"reactie/(?P<number>[0-9]{1,19})/antwoord/$", reactions.answer, name="answer_reaction"),
    path("zoeken/", searching.search, name="search"),
    path("zoeken/voorstellen/", searching.suggest, name="search_suggestions"),
    re_path(rf"^meedoen/{OWN_LINK}/$", uptake.by_link, name="uptake_link"),
    re_path(PAGE + r"meedoen/$", uptake.state, name="state_uptake"),
    re_path(PAGE + r"meedoen/verstuurd/$", uptake.sent),
    re_path(PAGE + r"beleid/$", policies.policy_of_theme, name="policy_of_theme"),
    re_path(
        PAGE + r"bestand/(?P<number>[1-9][0-9]{0,18})/(?P<name>[^/]{1,150})$", file_views.of_page, name="practice_file"
    ),
    path("", include("events.conference.urls")),
    re_path(PAGE + r"kalender\.ics$", feeds.page_calendar, name="page_calendar"),
    re_path(PAGE + r"feed\.xml$", news.agenda_news, name="agenda_news"),
    re_path(PAGE + r"qr\.svg$", covers.qr, name="page_qr"),
    re_path(PAGE + r"abonneer\.svg$", subscribing.page_code),
    re_path(PAGE + r"aanmelden/$", views.register, name="register"),
    re_path(PAGE + r"aanmelden/verstuurd/(?:(?P<secret>[-\w]{40})/)?$", sent.register_sent, name="register_sent"),
]

if settings.DEMO or settings.DEBUG:
    urlpatterns += [
        path("stijlgids/", style_guide.style_guide, name="style_guide"),
        path("stijlgids/fouten/<slug:name>/", style_guide.error, name="style_guide_error"),
        path("stijlgids/mails/", style_guide.all_mails, name="style_guide_mails"),
        path("stijlgids/mails/<slug:name>/<slug:look>/", style_guide.mail, name="style_guide_mail"),
        path("demo/postvak/", mailbox.mailbox, name="demo_mailbox"),
        path("demo/postvak/<str:name>/", mailbox.mail, name="demo_mail"),
        path("demo/postvak/<str:name>/html/", mailbox.mail_html, name="demo_mail_html"),
        path("demo/postvak/<str:name>/deel/<int:number>/", mailbox.mail_part, name="demo_mail_part"),
    ]

if settings.DEMO:
    from django.views.static import serve

    urlpatterns.append(re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT}))
elif settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns.append(path("", include(wagtail_urls)))
