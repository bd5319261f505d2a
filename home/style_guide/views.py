from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from home.style_guide import mails
from home.style_guide.components import COMPONENTS, Component

MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox"


@never_cache
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "style_guide/index.html",
        {"components": [shown(component, request) for component in COMPONENTS], "errors": ERRORS},
    )


def shown(component: Component, request: HttpRequest) -> dict:
    tag, _, css = component.wrap.partition(".")
    states = []
    for name, context in component.states().items():
        markup = render_to_string(component.template, context, request).strip()
        if tag:
            markup = f'<{tag} class="{css}">\n{markup}\n</{tag}>'
        states.append({"name": name, "markup": markup, "html": mark_safe(markup)})  # noqa: S308  our own templates
    return {"name": component.name, "title": component.title, "template": component.template, "states": states}


@never_cache
@require_safe
def error(request: HttpRequest, name: str) -> HttpResponse:
    """Render an error page without having to cause the error."""
    if name not in ERRORS:
        raise Http404
    return render(request, f"{name}.html", {"minutes": 3, "path": "/"})


ERRORS = ("400", "403", "403_csrf", "404", "429", "500", "503")


@never_cache
@require_safe
def all_mails(request: HttpRequest) -> HttpResponse:
    return render(request, "style_guide/mails.html", {"mails": [mails.example_mail(name) for name in mails.WRITERS]})


@never_cache
@require_safe
@xframe_options_sameorigin
def mail(request: HttpRequest, name: str, look: str) -> HttpResponse:
    """Return a mail as a client shows it: ``licht``, ``donker`` or ``tekst``.

    It may not run scripts or load anything from elsewhere.
    """
    if name not in mails.WRITERS or look not in {"licht", "donker", "tekst"}:
        raise Http404
    written = mails.example_mail(name)
    if look == "tekst":
        return HttpResponse(written.text, content_type="text/plain; charset=utf-8")
    if not written.html:
        raise Http404
    html = mails.in_dark(written.html) if look == "donker" else written.html
    return HttpResponse(html, headers={"Content-Security-Policy": MAIL_POLICY})
