"""From a draft to a page and back, and what keeps a draft from being sent in."""

from django.utils.translation import gettext as _

from knowledge.contribute import steps
from knowledge.contribute.steps import CATEGORY_FIELDS, Data
from knowledge.identity import people
from knowledge.models import (
    Attachment,
    Authorship,
    Category,
    Draft,
    PhaseChange,
    PracticeFile,
    PracticePage,
    PracticePartner,
    PracticeStep,
    Recognition,
)

ROWS = {"partners": PracticePartner, "steps": PracticeStep, "phase_changes": PhaseChange, "recognitions": Recognition}
PLAIN = (
    "summary", "lesson", "phase", "occasion", "target_group", "intermediaries", "goal", "approach", "effort",
    "residents_role", "results", "failed_what", "failed_how", "failed_now", "execution", "conditions", "costs",
    "active_elements", "experiences", "transfer", "securing", "materials", "council_question", "evaluation", "seeks",
    "thanks", "is_shared", "change_note",
)  # fmt: skip
"""Fields that go over as they are."""


def is_change(draft: Draft) -> bool:
    """Return whether the draft changes a page that is on the site."""
    return draft.page is not None and draft.page.live


def problems(draft: Draft) -> dict[str, str]:
    """Return what keeps the draft from being sent in: words by the label of the question."""
    found = {}
    for _step, form in steps.bound_forms(draft.data, is_change=is_change(draft)):
        for name, errors in form.errors.items():
            label = str(form.fields[name].label) if name in form.fields else str(_("Algemeen"))
            found[label[:1].upper() + label[1:]] = " ".join(map(str, errors))
    return found


def base_of(draft: Draft) -> PracticePage:
    """Return the page that the draft changes, as it is on the site, or a new one."""
    return PracticePage.objects.get(pk=draft.page.pk) if draft.page else PracticePage()


def filled(page: PracticePage, draft: Draft) -> PracticePage:
    """Return ``page`` with what the draft says, unsaved. Answers that are not valid are left out."""
    change = is_change(draft)
    cleaned: dict = {}
    for step in steps.STEPS:
        form = steps.form_for(step, draft.data, is_change=change)
        form.is_valid()
        cleaned |= form.cleaned_data
        for rows in form.rows:
            if rows.name in ROWS:
                valid = [row.cleaned_data for row in rows.forms_for(draft.data, empty=0) if row.is_valid()]
                setattr(page, rows.name, [ROWS[rows.name](**answers) for answers in valid])
    page.title = page.draft_title = cleaned.get("title") or draft.title
    for name in PLAIN:
        if name in cleaned:
            setattr(page, name, cleaned[name])
    page.municipality, page.organisation = cleaned.get("municipality"), cleaned.get("organisation")
    page.wijken = list(cleaned.get("wijken") or [])
    page.wijk_to_be_chosen = bool(cleaned.get("wijk_to_be_chosen"))
    page.themes = list(cleaned.get("themes") or [])
    page.categories = [one for name in CATEGORY_FIELDS for one in cleaned.get(name) or []]
    inspiration = cleaned.get("inspired_by")
    page.inspired_by = [inspiration] if inspiration and inspiration.pk != page.pk else []
    page.files = [
        PracticeFile(attachment=attachment, sort_order=number) for number, attachment in enumerate(files_of(draft))
    ]
    if not change:
        page.change_note = ""
    return page


def files_of(draft: Draft):
    return draft.attachments.filter(dropped_at__isnull=True) if draft.pk else Attachment.objects.none()


def data_of(page: PracticePage) -> Data:
    """Return the texts of ``page`` as a form would send them, for a draft that changes it."""
    data: dict[str, list[str]] = {"title": [page.title]}
    for name in PLAIN:
        value = getattr(page, name)
        data[name] = (["on"] if value else []) if isinstance(value, bool) else [str(value)]
    data["change_note"] = [""]
    data["municipality"] = _key(page.municipality_id)
    data["organisation"] = _key(page.organisation_id)
    data["wijk_to_be_chosen"] = ["on"] if page.wijk_to_be_chosen else []
    data["wijken"] = [str(one.pk) for one in page.wijken.all()]
    data["themes"] = [str(one.pk) for one in page.themes.all()]
    categories: list[Category] = list(page.categories.all())
    for name, kind in CATEGORY_FIELDS.items():
        data[name] = [str(one.pk) for one in categories if one.kind == kind]
    data["inspired_by"] = [f"/praktijken/{one.slug}/" for one in page.inspired_by.all()[:1]]
    for rows in (steps.PARTNERS, steps.LOG, steps.PHASES, steps.RECOGNITIONS):
        for number, row in enumerate(getattr(page, rows.name).all()[: steps.MOST_ROWS]):
            data |= _row(f"{rows.name}-{number}", rows.form, row)
    return data


def _key(pk: int | None) -> list[str]:
    return [str(pk)] if pk else [""]


def _row(prefix: str, form: type, row) -> dict[str, list[str]]:
    found = {}
    for name, field in form.base_fields.items():
        value = getattr(row, f"{name}_id", None) if hasattr(row, f"{name}_id") else getattr(row, name)
        if isinstance(value, bool):
            found[f"{prefix}-{name}"] = ["on"] if value else []
        elif isinstance(field, steps.MonthField):
            found[f"{prefix}-{name}"] = [f"{value:%Y-%m}" if value else ""]
        else:
            found[f"{prefix}-{name}"] = ["" if value is None else str(value)]
    return found


def name_author(draft: Draft) -> None:
    """Make the writer of a new practice its author, named as they chose. On the site, people change that themselves."""
    if is_change(draft):
        return
    form = steps.form_for(steps.BY_SLUG["bestanden"], draft.data)
    form.is_valid()
    answers = form.cleaned_data
    named = bool(answers.get("credit"))
    credit = {
        "credit_name": (answers.get("credit_name") or draft.contributor.name) if named else "",
        "credit_work": answers.get("credit_work", "") if named else "",
    }
    others_answer = Authorship.objects.filter(practice=draft.page, is_contact=True)
    others_answer = others_answer.exclude(contributor=draft.contributor)
    Authorship.objects.update_or_create(
        practice=draft.page,
        contributor=draft.contributor,
        defaults={
            "is_contact": bool(answers.get("is_contact")) and not others_answer.exists(),
            "until": None,
            **credit,
        },
    )


def add_authors(draft: Draft) -> list[Authorship]:
    """Add the people who wrote along, without a credit until they say so. Return the new ones."""
    if is_change(draft):
        return []
    new = []
    for number, row in enumerate(steps.CO_AUTHORS.forms_for(draft.data, empty=0)):
        if not row.is_valid():
            continue
        contributor = people.at_address(row.cleaned_data["email"], name=row.cleaned_data["name"])
        authorship, is_new = Authorship.objects.get_or_create(
            practice=draft.page, contributor=contributor, defaults={"sort_order": number + 1}
        )
        if is_new:
            new.append(authorship)
    return new
