"""The cache while Redis is away: real servers, on ports of their own."""

import shutil
import socket
import subprocess
import time

import pytest

from config import cache as config_cache
from config.cache import RedisOrMemory
from tests.proof.installation import free_port


@pytest.fixture(autouse=True)
def _all_is_well(monkeypatch):
    monkeypatch.setattr(config_cache._Outage, "until", 0.0)  # noqa: SLF001  a test must not inherit an outage
    monkeypatch.setattr(config_cache._Outage, "missed", set())  # noqa: SLF001


class Redis:
    """A Redis server that can be taken away and brought back."""

    def __init__(self, folder) -> None:
        self.port, self.folder = free_port(), folder
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
        for _ in range(200):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def redis(tmp_path):
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server to start")
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()


def cache_at(port: int) -> RedisOrMemory:
    return RedisOrMemory(f"redis://127.0.0.1:{port}/0", {})


def test_cache_without_redis_counts_in_memory():
    cache = cache_at(free_port())

    assert cache.add("attempts", 0, 60)
    assert [cache.incr("attempts") for _ in range(3)] == [1, 2, 3]
    assert not cache.add("attempts", 0, 60)
    assert cache.get_many(["attempts", "other"]) == {"attempts": 3}
    assert cache.is_away()
    cache.delete_many(["attempts"])
    assert cache.get("attempts") is None


def test_redis_that_hangs_is_waited_for_once(caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # lets connect, and never answers
        cache = cache_at(silent.getsockname()[1])
        for number in range(20):
            cache.set(f"key{number}", number)

    assert cache.get("key7") == 7
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "Redis is away, so each process uses its own memory"
    ]


def test_redis_that_comes_back_does_not_hold_what_changed_meanwhile(redis, monkeypatch):
    monkeypatch.setattr(config_cache, "PAUSE", 0)
    cache = cache_at(redis.port)
    cache.set("site", "old")
    redis.process.send_signal(19)  # SIGSTOP: it keeps what it has
    cache.set("site", "new")
    assert cache.get("site") == "new"
    redis.process.send_signal(18)  # SIGCONT

    assert cache.get("site") is None
    cache.set("site", "newest")
    assert cache_at(redis.port).get("site") == "newest"
    assert not cache.is_away()


def test_redis_that_restarts_is_used_again_at_once(redis):
    cache = cache_at(redis.port)
    cache.set("before", 1)
    redis.stop()
    redis.start()

    cache.set("after", 2)

    assert (cache.get("before"), cache.redis.get("after")) == (None, 2)
