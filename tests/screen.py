"""A page as a visitor reads it: its texts, links, forms and mistakes, whatever the view gave to the template."""

import re
from datetime import date

from bs4 import BeautifulSoup, PageElement, Tag
from django.http import HttpResponse


def parsed(page: HttpResponse | Tag) -> Tag:
    return page if isinstance(page, Tag) else BeautifulSoup(page.content.decode(), "html.parser")


def words(element: PageElement | None) -> str:
    """Return the text of ``element`` on one line, or an empty text if there is no element."""
    return re.sub(r"[ \t\r\n]+", " ", element.get_text()).strip() if element else ""


def texts(page: HttpResponse | Tag, selector: str) -> list[str]:
    """Return the text of each element that the CSS ``selector`` finds."""
    return [words(element) for element in parsed(page).select(selector)]


def text(page: HttpResponse | Tag, selector: str) -> str:
    """Return the text of the one element that ``selector`` finds. Raise ValueError if there are several, or none."""
    [found] = texts(page, selector)
    return found


def links(page: HttpResponse | Tag, selector: str = "a") -> list[tuple[str, str]]:
    """Return the text and the address of each link that ``selector`` finds."""
    return [(words(link), str(link["href"])) for link in parsed(page).select(selector)]


def addresses(page: HttpResponse | Tag, selector: str = "a") -> list[str]:
    return [address for _text, address in links(page, selector)]


# -- Dates and facts ---------------------------------------------------------------------------------------------------


def titles(page: HttpResponse | Tag, within: str = "main") -> list[str]:
    """Return the titles of the dates that a programme or the agenda lists."""
    return texts(page, f"{within} :is(.wv-event-card__title, .wv-agenda-row__title)")


def days(page: HttpResponse | Tag, selector: str) -> list[date]:
    """Return the day of each date that is drawn as a block within what ``selector`` finds."""
    return [date.fromisoformat(str(block["datetime"])) for block in parsed(page).select(f"{selector} time[datetime]")]


def facts(page: HttpResponse | Tag, within: str = "main") -> dict[str, list[str]]:
    """Return the lines of each fact (“Wanneer”, “Waar”) without its route, in the order of the page."""
    rows = parsed(page).select(f"{within} .wv-facts > div")
    return {
        words(row.dt): [
            words(line)
            for line in row.dd.find_all(string=True)
            if line.strip() and not line.find_parent(class_="wv-route")
        ]
        for row in rows
    }


# -- Forms -------------------------------------------------------------------------------------------------------------


def errors(page: HttpResponse | Tag) -> dict[str, str]:
    """Return what is said at each field with a mistake, by the name of the field, on the site and in the admin."""
    found = {}
    for field in parsed(page).select(".wv-field--error, .w-field--error"):
        control = field.select_one("input[name], select[name], textarea[name]")
        said = words(field.select_one(".wv-field__error, .error-message"))
        found[str(control["name"])] = said.removeprefix("Fout: ")
    return found


def values(page: HttpResponse | Tag, form: str = "main form") -> dict[str, list[str]]:
    """Return what a browser would post from the untouched ``form``, without its buttons: the values by name."""
    found: dict[str, list[str]] = {}
    [element] = parsed(page).select(form)
    for control in element.select("input[name], select[name], textarea[name]"):
        if control.has_attr("disabled") or control.get("type") in {"submit", "button", "image", "reset", "file"}:
            continue
        if control.name == "select":
            chosen = control.select("option[selected]")
            if not chosen and not control.has_attr("multiple"):
                chosen = control.select("option")[:1]
            given = [str(option.get("value", words(option))) for option in chosen]
        elif control.name == "textarea":
            given = [control.get_text()]
        elif control.get("type") in {"checkbox", "radio"}:
            given = [str(control.get("value", "on"))] if control.has_attr("checked") else []
        else:
            given = [str(control.get("value", ""))]
        if given:
            found.setdefault(str(control["name"]), []).extend(given)
    return found


def names(page: HttpResponse | Tag, form: str = "main form") -> list[str]:
    """Return the names of the visible fields of ``form``, each once, in the order of the page."""
    [element] = parsed(page).select(form)
    controls = element.select("input[name]:not([type=hidden]), select[name], textarea[name]")
    return list(dict.fromkeys(str(control["name"]) for control in controls))


def choices(page: HttpResponse | Tag, name: str) -> list[tuple[str, str, bool]]:
    """Return the value, the label and whether it is chosen, of each choice of the select ``name``."""
    options = parsed(page).select(f"select[name={name}] option")
    return [(str(option["value"]), words(option), option.has_attr("selected")) for option in options]


def without_secret(location: str) -> str:
    """Return where the form of a meetup sends on to, with “…” for the secret of its sender."""
    return re.sub(r"/verstuurd/[-\w]{40}/", "/verstuurd/…/", location)
