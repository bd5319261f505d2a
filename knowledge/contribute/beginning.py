"""The first step of contributing: what it is and who writes it. Everything after it is behind the link to the draft."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.contribute import drafts, limits, links, similar
from knowledge.contribute.steps import STEPS, StepForm, WhatForm
from knowledge.contribute.views import Together, labelled, typed_by, under_practices
from knowledge.identity import people
from knowledge.identity.forms import WhoForm
from knowledge.models import Contributor, Draft
from web.shown_again import shows_typed_text, typed_data


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def begin(request: HttpRequest) -> HttpResponse:
    """Show and process the first step. Nothing is asked of a verified account but the practice itself."""
    data, address = typed_data(request), people.verified_address(request.user)
    what = WhatForm(data, stored=typed_by(data) if data is not None else {})
    who = WhoForm(data, contributor=Contributor() if address else None)
    both = Together(what, who)
    if request.method == "POST" and both.is_valid():
        try:
            draft = _begin(request, what, who, address)
        except drafts.TooMany:
            return render(request, "knowledge/contribute/too_many.html", {"typed": labelled(what)}, status=409)
        return HttpResponseRedirect(links.draft_path(draft, "aanpak"))
    context = {
        "form": what,
        "who": who,
        "summary": both,
        "steps": [{"step": step, "state": "some" if step is STEPS[0] else "empty"} for step in STEPS],
        "step": STEPS[0],
        "alike": similar.nearest(what["title"].value() or "") if what.is_bound else [],
        "kept_for": drafts.KEEP.days,
    }
    return render(request, "knowledge/contribute/begin.html", context, status=422 if both.errors else 200)


def _begin(request: HttpRequest, what: StepForm, who: WhoForm, address: str) -> Draft:
    email = address or who.cleaned_data["email"]
    limits.consume_begin(request, email, is_own=bool(address))
    typed = {name: values for name, values in typed_by(request.POST).items() if STEPS[0].owns(name)}
    if address:
        contributor = people.of_user(request.user)
        assert contributor is not None
        name = contributor.name
    else:
        name = who.cleaned_data["naam"]
        contributor = people.at_address(email, name=name)
    return drafts.begin(contributor, name=name, data=typed, is_proven=bool(address))


@never_cache
@require_safe
@under_practices
def alike(request: HttpRequest) -> HttpResponse:
    """Return the list of practices that look like a title, for the script that shows it while somebody types."""
    found = similar.nearest(request.GET.get("titel", "").replace("\x00", "")[:200])
    return render(request, "knowledge/contribute/alike.html", {"alike": found})
