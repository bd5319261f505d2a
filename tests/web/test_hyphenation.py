import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.hyphenation import SOFT_HYPHEN, breakable


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("Geertruidenberg", "Geer-trui-den-berg"), ("Woensdrecht", "Woens-drecht"), ("Roosendaal", "Roo-sen-daal"),
        ("Steenbergen", "Steen-ber-gen"), ("Oosterhout", "Oos-ter-hout"), ("Drimmelen", "Drim-me-len"),
        ("Halderberge", "Hal-der-ber-ge"), ("Breda", "Breda"), ("Bergen op Zoom", "Bergen op Zoom"),
        ("Alphen-Chaam", "Alphen-Chaam"), ("Wijkverbanden", "Wijk-ver-ban-den"),
    ],
)  # fmt: skip
def test_long_names_break_between_syllables(name, broken):
    assert breakable(name).replace(SOFT_HYPHEN, "-") == broken


@given(st.text(max_size=40))
def test_without_the_hyphens_it_is_the_same_text(name):
    assert breakable(name.replace(SOFT_HYPHEN, "")).replace(SOFT_HYPHEN, "") == name.replace(SOFT_HYPHEN, "")
