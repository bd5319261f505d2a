"""Leefgebieden, levensfasen and doelgroepen in their usual order. Adds only what is missing, so that no edit is lost."""

from collections import Counter

from django.utils.text import slugify

from knowledge.models import Category

CATEGORIES = {
    Category.Kind.LIFE_AREA: (
        "Gezondheid",
        "Psychisch welzijn",
        "Geld",
        "Wonen",
        "Werk en leren",
        "Thuis en gezin",
        "Mensen om je heen",
        "Dagelijks leven",
        "Veiligheid",
        "Zingeving",
    ),
    Category.Kind.LIFE_STAGE: (
        "Zwangerschap en geboorte",
        "Kind",
        "Jongere",
        "Volwassene",
        "Oudere",
        "Laatste levensfase",
    ),
    Category.Kind.TARGET_GROUP: (
        "Mensen met veel vragen tegelijk",
        "Mantelzorgers",
        "Mensen met dementie",
        "Mensen met psychische klachten",
        "Mensen met een beperking",
        "Mensen met schulden",
        "Mensen die eenzaam zijn",
        "Nieuwkomers",
        "Gezinnen",
        "Professionals",
    ),
}


def load_categories() -> Counter[str]:
    """Create the missing categories. Return how many were created."""
    known = set(Category.objects.values_list("kind", "slug"))
    missing = [
        Category(kind=kind, name=name, slug=slugify(name), sort_order=(place + 1) * 10)
        for kind, names in CATEGORIES.items()
        for place, name in enumerate(names)
        if (kind.value, slugify(name)) not in known
    ]
    return Counter({"categories": len(Category.objects.bulk_create(missing))})
