"""What of a repository a user may choose, and what a name means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.hub import HubFile, HubListing
from qwq_desktop.models.hubs.offers import chosen, folder_for, offers, origin_facts, remote_files
from qwq_desktop.models.hubs.quantisation import is_model, part_of, quantisation_of
from qwq_desktop.platform.errors import QwQError


def listing(*paths, sizes=None):
    files = [HubFile(p, f"https://h/{p}", (sizes or {}).get(p, 10)) for p in paths]
    return HubListing(HubSource.HUGGINGFACE, "a/b", "c0ffee", tuple(files))


PARTS = [f"BF16/m-BF16-{n:05}-of-00003.gguf" for n in (2, 1, 3)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("qwq-32b-q4_k_m.gguf", "Q4_K_M"),
        ("Qwen_QwQ-32B-IQ4_XS.gguf", "IQ4_XS"),
        ("QwQ-32B.Q6_K.gguf", "Q6_K"),
        ("QwQ-32B.i1-IQ2_XXS.gguf", "IQ2_XXS"),
        ("QwQ-32B-UD-Q2_K_XL.gguf", "UD-Q2_K_XL"),
        ("fp16/qwq-32b-fp16-00001-of-00017.gguf", "F16"),
        ("QwQ-32B.BF16-00001-of-00002.gguf", "BF16"),
        ("Q8_0/model-00001-of-00002.gguf", "Q8_0"),
        ("Qwen_QwQ-32B-Q4_0_4_8.gguf", "Q4_0_4_8"),
        ("Qwen_QwQ-32B-Q3_K_XL.gguf", "Q3_K_XL"),
        ("QwQ-32B-IQ4_NL.gguf", "IQ4_NL"),
        ("SmolLM2-135M-Instruct.Q4_K_M.gguf", "Q4_K_M"),
        ("gpt-oss-20b-MXFP4.gguf", "MXFP4"),
        ("model.gguf", ""),
        ("IQ-test-32B.gguf", ""),
        ("GGUF-Q400.gguf", ""),
    ],
)
def test_the_quantisation_is_read_from_the_name(path, expected):
    assert quantisation_of(path) == expected


@given(st.text(max_size=80))
def test_any_name_is_read_without_harm(text):
    quantisation_of(text)
    part_of(text)
    is_model(text)


def test_helpers_are_no_models():
    assert not is_model("mmproj-model-f16.gguf")
    assert not is_model("QwQ-32B.imatrix.gguf")
    assert not is_model("imatrix.dat")
    assert is_model("sub/Model.GGUF")


def test_a_split_model_is_one_thing_and_its_first_part_comes_first():
    (offer,) = offers(listing(*PARTS, "README.md"))
    assert offer.name == "BF16/m-BF16.gguf"
    assert [file.path for file in offer.files] == sorted(PARTS)
    assert (offer.size, offer.quantisation) == (30, "BF16")


def test_a_split_model_with_a_part_missing_is_not_offered():
    assert offers(listing(*PARTS[:2])) == []
    assert offers(listing("m-00004-of-00003.gguf")) != [], "no part at all: an odd name"


def test_the_smallest_comes_first():
    sizes = {"a-Q8_0.gguf": 80, "b-Q2_K.gguf": 20, "c-Q4_K_M.gguf": 40}
    found = offers(listing(*sizes, sizes=sizes))
    assert [offer.quantisation for offer in found] == ["Q2_K", "Q4_K_M", "Q8_0"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("x/m-Q4_K_M.gguf", "x/m-Q4_K_M.gguf"),
        ("m-q4_k_m.gguf", "x/m-Q4_K_M.gguf"),
        ("q4_k_m", "x/m-Q4_K_M.gguf"),
        ("BF16", "BF16/m-BF16.gguf"),
        (PARTS[0], "BF16/m-BF16.gguf"),
        ("m-BF16-00002-of-00003.gguf", "BF16/m-BF16.gguf"),
        ("BF16/m-BF16.gguf", "BF16/m-BF16.gguf"),
    ],
)
def test_a_file_is_meant_by_path_name_part_or_quantisation(wanted, name):
    assert chosen(listing("x/m-Q4_K_M.gguf", "m-Q8_0.gguf", *PARTS), wanted).name == name


def test_what_is_not_there_or_not_clear_is_told_with_the_names():
    known = listing("a-Q8_0.gguf", "b-Q8_0.gguf")
    with pytest.raises(QwQError, match="file_not_in_repository") as caught:
        chosen(known, "Q4_K_M")
    assert caught.value.facts["names"] == "a-Q8_0.gguf, b-Q8_0.gguf"
    for wanted in ("q8_0", ""):
        with pytest.raises(QwQError, match="file_ambiguous"):
            chosen(known, wanted)
    assert chosen(listing("a.gguf"), "").name == "a.gguf"
    with pytest.raises(QwQError, match="file_not_in_repository"):
        chosen(listing(), "")


def test_a_path_that_leads_elsewhere_is_refused():
    evil = listing("../../evil-Q8_0.gguf")
    with pytest.raises(QwQError, match="download_name"):
        remote_files(offers(evil)[0], evil)
    with pytest.raises(QwQError, match="download_name"):
        folder_for(Path("models"), "a/con")


def test_files_of_two_repositories_do_not_meet():
    assert folder_for(Path("m"), "Qwen/QwQ-32B-GGUF") == Path("m", "Qwen", "QwQ-32B-GGUF")
    assert origin_facts(listing()) == {
        "source": "huggingface",
        "repository": "a/b",
        "revision": "c0ffee",
    }
