"""First names in names as people write them."""

import pytest

from web.person_names import first_name


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Noor", "Noor"),
        ("Noor van den Berg", "Noor"),
        ("Berg, Jan van den", "Jan"),
        ("Jan-Willem Bos", "Jan-Willem"),
        ("Anna Bos, RN", "Anna"),
        ("drs.ir. Kees Bos", "Kees"),
        ("Jan (huisarts) Bos", "Jan"),
        ("P.J. de Vries", "P.J."),
        ("L. Bos", "L."),
        ("mw. A. Bos", "A."),
    ],
)
def test_first_name_or_initials_are_what_comes_before_the_surname(name, first):
    assert first_name(name) == first


@pytest.mark.parametrize("name", ["mevr. De Vries", "dr. Bos", "Bos, dr.", "van Dijk", "drs.", ",", ""])
def test_surname_alone_is_no_first_name(name):
    assert first_name(name) == ""
