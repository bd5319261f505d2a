import pytest
from django.test import RequestFactory

from events.limits import PER_NETWORK, allows, network_of


@pytest.mark.parametrize(
    ("proxies", "header", "remote", "network"),
    [
        pytest.param(0, "203.0.113.9", "198.51.100.1", "198.51.100.1", id="no proxy: the header does not count"),
        pytest.param(1, "203.0.113.9", "10.0.0.1", "203.0.113.9", id="one proxy"),
        pytest.param(1, "1.2.3.4, 203.0.113.9", "10.0.0.1", "203.0.113.9", id="what the visitor wrote does not count"),
        pytest.param(2, "203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9", id="two proxies"),
        pytest.param(1, "", "10.0.0.1", "10.0.0.1", id="the proxy said nothing"),
        pytest.param(0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="one customer's IPv6 network"),
        pytest.param(1, "<script>", "10.0.0.1", "unknown", id="nonsense"),
    ],
)
def test_network_of(proxies, header, remote, network, settings):
    settings.TRUSTED_PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": header} if header else {}

    request = RequestFactory().get("/", REMOTE_ADDR=remote, **extra)

    assert network_of(request) == network


def test_allows_counts_each_network_by_itself(settings):
    one, other = (RequestFactory().get("/", REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.2"))
    most = PER_NETWORK["guess"][0]

    answers = [allows("guess", request=one) for _ in range(most + 1)]

    assert answers == [True] * most + [False]
    assert allows("guess", request=other)


@pytest.mark.django_db
def test_wrong_secrets_end_in_too_many(client):
    statuses = [client.get(f"/aanmelding/{number:036d}/").status_code for number in range(45)]

    assert statuses[:40] == [404] * 40
    assert set(statuses[40:]) == {429}
