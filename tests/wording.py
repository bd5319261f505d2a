"""Check the English of docstrings, comments and developer documents; ``make check`` calls it.

ruff holds the imperative mood (D401). This holds the other rules of docs/ontwikkelaars/README.md that a pattern can see. Prints each
finding as ``file:line: finding: text``, and exits with 1 when there is one. Arguments limit it to paths that start with one of them.
"""

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOT_CHECKED = ("docs/organisatoren/", "docs/beheer/", "tests/wording.py")
"""Dutch manuals, and this file."""
CLAUSE = re.compile(r"\s*(What|Who|Whom|Whose|That|How|Whether|When|Where|Why|Which)\b")
"""Opening of a clause, where a docstring opens with a verb or a noun."""
DANGLING = re.compile(r"\s*(The|As the) same\b")
PHRASES = re.compile(
    r"\b((?:for|of|to|by|with|from) who(?:ever)?|anew|at hand|be it|of before|as good as once|so many (?:of|who|that))\b",
    re.IGNORECASE,
)
"""Dutch word order in English words."""


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each docstring, including those of attributes."""
    for node in ast.walk(ast.parse(source)):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            match statement:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    yield statement.lineno, text


def comments(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def findings(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, finding and text."""
    texts = list(enumerate(path.read_text().splitlines(), start=1))
    if path.suffix == ".py":
        opening = list(docstrings(path.read_text()))
        for line, text in opening:
            if CLAUSE.match(text):
                yield line, "opens with a clause", text
            if DANGLING.match(text):
                yield line, "“the same” as what?", text
        texts = [*opening, *comments(path)]
    for line, text in texts:
        if found := PHRASES.search(text):
            yield line, f"“{found[0]}”", text


def main(wanted: list[str]) -> int:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    number = 0
    for name in sorted(set(listed)):
        path = ROOT / name
        if "/migrations/" in name or name.startswith(NOT_CHECKED) or not path.exists():
            continue
        if wanted and not name.startswith(tuple(wanted)):
            continue
        for line, finding, text in findings(path):
            number += 1
            print(f"{name}:{line}: {finding}: {' '.join(text.split())[:110]}")
    if number:
        print(f"{number} findings. The rules are in docs/ontwikkelaars/README.md, under “English”.")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
