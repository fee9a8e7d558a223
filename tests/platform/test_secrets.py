"""Tokens: in the keyring alone, for one host alone."""

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.secrets import Secrets

TOKEN = "hf_abcdef"


class Ring:
    """A keyring in memory that counts its questions and may be locked."""

    def __init__(self):
        self.kept, self.asked, self.locked = {}, 0, False

    def check(self):
        self.asked += 1
        if self.locked:
            raise RuntimeError(f"locked, and here is a secret: {TOKEN}")

    def get_password(self, service, username):
        self.check()
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.check()
        self.kept[service, username] = password

    def delete_password(self, service, username):
        self.check()
        del self.kept[service, username]


@pytest.fixture
def ring():
    return Ring()


@pytest.fixture
def secrets(home, ring):
    return Secrets(home / "hosts.json", ring)


def test_a_token_is_for_its_own_host_alone(secrets):
    secrets.put("huggingface.co", TOKEN)
    assert secrets.token_for("https://huggingface.co/api/models/a/b") == TOKEN
    assert secrets.token_for("https://HuggingFace.co/a") == TOKEN
    for url in (
        "https://hf-mirror.com/api/models",
        "https://huggingface.co.evil.example/",
        "https://cdn.huggingface.co/x",
        "https://huggingface.co:8443/x",
        "http://huggingface.co/api/models",
        "ftp://huggingface.co/",
        "https://[::1/",
        "",
    ):
        assert secrets.token_for(url) == "", url


def test_this_computer_may_be_told_without_encryption(secrets):
    secrets.put("127.0.0.1:8000", TOKEN)
    assert secrets.token_for("http://127.0.0.1:8000/x") == TOKEN


def test_who_has_no_token_never_meets_the_keyring(secrets, ring):
    ring.locked = True
    assert secrets.token_for("https://huggingface.co/x") == ""
    assert ring.asked == 0


def test_the_token_is_in_no_file(home, secrets):
    secrets.put("huggingface.co", TOKEN)
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if TOKEN.encode() in path.read_bytes()]


def test_a_token_outlives_the_program_and_can_be_forgotten(home, ring, secrets):
    secrets.put("huggingface.co", TOKEN)
    later = Secrets(home / "hosts.json", ring)
    assert later.get("huggingface.co") == TOKEN
    later.get("huggingface.co")
    assert ring.asked == 2, "asked once a run"
    later.remove("huggingface.co")
    later.remove("huggingface.co")
    assert (later.get("huggingface.co"), later.hosts(), ring.kept) == ("", set(), {})


def test_a_locked_keyring_is_explained_and_keeps_its_secret(home, ring, secrets, caplog):
    secrets.put("huggingface.co", TOKEN)
    ring.locked = True
    later = Secrets(home / "hosts.json", ring)
    with pytest.raises(QwQError, match="keyring_refused") as caught:
        later.get("huggingface.co")
    assert TOKEN not in str(caught.value)
    assert TOKEN not in caplog.text


def test_a_system_without_a_keyring_is_explained(home, monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)
    with pytest.raises(QwQError, match="keyring_missing"):
        Secrets(home / "hosts.json").put("huggingface.co", TOKEN)


@pytest.mark.parametrize("text", ["", "{", "3", '{"a": 1}', "[1, null]"])
def test_a_damaged_list_of_hosts_is_empty(home, secrets, text):
    (home / "hosts.json").write_text(text)
    assert secrets.hosts() == set()


def test_a_token_can_be_held_until_the_program_ends(home, ring, secrets):
    secrets.hold("hub.example", "s3cret")
    assert secrets.token_for("https://hub.example/x") == "s3cret"
    assert secrets.hosts() == {"hub.example"}
    assert Secrets(home / "hosts.json", ring).hosts() == set()
    secrets.remove("hub.example")
    assert secrets.token_for("https://hub.example/x") == ""
