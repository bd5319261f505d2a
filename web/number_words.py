"""Small numbers as words, and sentences that begin with one."""

WORDS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip


def in_words(number: int) -> str:
    """Return the Dutch word for ``number`` up to twenty, and digits beyond."""
    return WORDS[number] if number < len(WORDS) else str(number)


def begun(sentence: str) -> str:
    """Return ``sentence`` with a capital. “Één” has its accent on the second letter only."""
    capital = sentence[:1].upper() + sentence[1:]
    return f"Eé{capital[2:]}" if capital.startswith("Éé") else capital
