"""Addresses that are likely typing errors, and those that only look like it."""

import pytest

from web.typing_errors import suggestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gmai.com", "gmail.com"), ("gnail.com", "gmail.com"), ("gmail.con", "gmail.com"),
        ("gmial.con", "gmail.com"), ("gmail.co", "gmail.com"), ("gmail.nl", "gmail.com"), ("hotmial.nl", "hotmail.nl"),
        ("hotmal.com", "hotmail.com"), ("outlok.com", "outlook.com"), ("iclould.com", "icloud.com"),
        ("zigo.nl", "ziggo.nl"), ("thuiszorg.con", "thuiszorg.com"), ("gemeente.nll", "gemeente.nl"),
        ("praktijk.nk", "praktijk.nl"), ("GMIAL.COM", "gmail.com"),
    ],
)  # fmt: skip
def test_suggests_what_nearly_everybody_means(typed, meant):
    assert suggestion(f"Noor.Jansen@{typed}") == f"noor.jansen@{meant}"


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com", "hotmail.nl", "hotmail.be", "hotmail.fr", "outlook.be", "yahoo.nl", "mail.com", "ymail.com",
        "email.nl", "live.nl", "me.com", "gmx.net", "ziggo.nl", "breda.nl", "surplus.nl", "tante-louise.nl",
        "hotmail.co.uk", "huisarts.amsterdam", "xn--80akhbyknj4f.xn--p1ai", "wijkverband.example", "localhost", "",
    ],
)  # fmt: skip
def test_asks_nothing_about_a_domain_that_somebody_may_well_mean(domain):
    assert suggestion(f"noor@{domain}") == ""


@pytest.mark.parametrize("text", ["", "noor", "@gmial.com", "@", "noor@", "\x00", "a@" + "b" * 300])
def test_takes_whatever_was_typed(text):
    assert suggestion(text) == ""
