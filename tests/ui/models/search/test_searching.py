"""Looking around on a hub, by the section's fields and buttons."""

import pytest
from PySide6.QtWidgets import QDialog

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.download.item import DownloadState
from tests.doubles.hub import Fault, Served
from tests.ui.models.search.conftest import NANO, QWQ


def badges(result):
    return [card._badge.text() for card in result.cards]


def test_nothing_is_asked_while_one_types(search):
    search.section.field.setText("qwq")
    assert not search.hub.log.requests
    results = search.found("qwq")
    assert [result.model.repository for result in results] == [QWQ]
    assert search.find("hubSearchStatus") is None


def test_without_a_choice_the_hub_that_answers_is_taken_and_told(make_search):
    search = make_search()
    search.found("qwq")
    assert "answers in" in search.section._measured.text()
    assert search.section.source.value in tuple(HubSource)


def test_both_hubs_can_be_searched(search):
    search.section.source.button(HubSource.MODELSCOPE).click()
    assert search.found("qwq")[0].model.source is HubSource.MODELSCOPE


def test_what_is_not_there_is_said(search):
    search.ask("no such thing")
    search.until(lambda: search.find("hubSearchStatus"))
    search.until(lambda: "Nothing found" in search.section._status.text())


def test_a_search_can_be_cancelled_and_says_nothing_any_more(search):
    search.section.asked.emit("qwq")
    search.press("hubCancelButton")
    assert search.find("hubIdea")
    assert not search.section.results
    search.found("qwq")


def test_only_the_newest_search_is_answered(search):
    search.repositories.add("else/Other-GGUF", {"x.gguf": b"GGUF"})
    search.ask("qwq")
    search.ask("other")
    search.until(lambda: search.section.results)
    assert [one.model.repository for one in search.section.results] == ["else/Other-GGUF"]


def test_files_are_judged_on_wish_and_one_is_recommended(search):
    result = search.unfolded("qwq")
    assert badges(result) == ["", ""]
    search.press("hubFitButton")
    search.until(lambda: not result._is_fitting)
    assert badges(result) == ["Fits", "Fits"]
    assert sum(card._is_best for card in result.cards) == 1


def test_a_file_is_downloaded_and_used(search):
    result = search.unfolded("qwq")
    search.press("hubDownloadButton")
    search.until(lambda: search.downloads.items[0].state is DownloadState.DONE)
    assert badges(result)[0] == "On this computer"
    search.press("hubUseButton")
    path = search.models_dir / QWQ / "qwq-32b-q4_k_m.gguf"
    assert search.opened == [str(path)]
    assert path.read_bytes() == NANO
    again = search.unfolded("qwq")
    assert badges(again)[0] == "On this computer"


def test_a_split_model_is_one_thing(search):
    parts = {f"big-Q8_0-0000{n}-of-00002.gguf": NANO for n in (1, 2)}
    search.repositories.add("me/Big-GGUF", parts)
    search.ask("me/Big-GGUF")
    search.until(lambda: search.section.results and search.section.results[0].cards)
    (card,) = search.section.results[0].cards
    assert "2 files" in card._caption.text()


def test_a_plain_address_is_looked_at_before_it_is_offered(search):
    search.hub.files["m-Q8_0.gguf"] = Served(NANO)
    search.ask(search.hub.file_url("m-Q8_0.gguf"))
    search.until(lambda: search.section.results)
    (card,) = search.section.results[0].cards
    assert (card.offer.quantisation, card.offer.size) == ("Q8_0", len(NANO))


def test_a_page_instead_of_a_model_is_named(search):
    search.hub.files["m.gguf"] = Served(b"<html>", content_type="text/html")
    search.ask(search.hub.file_url("m.gguf"))
    search.until(lambda: search.error() == "download_not_a_model")
    assert "sign in" in search.section.trouble._text.text()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nobody/nothing", "repository_needs_token"),
        ("https://example.org/model.bin", "download_address"),
        ("https://huggingface.co/Qwen/QwQ-32B-GGUF/blob/main/none.gguf", "file_not_in_repository"),
    ],
)
def test_bad_input_is_named(search, text, code):
    search.ask(text)
    search.until(lambda: search.error() == code)


def test_offline_is_named(make_search):
    search = make_search(offline=True, url="https://huggingface.co")
    search.ask("qwq")
    search.until(lambda: search.error() == "offline")
    assert search.find("hubRetryButton") is None


def test_a_hub_that_cannot_be_reached_is_named_and_tried_again(make_search):
    search = make_search(url="http://127.0.0.1:9", named=HubSource.HUGGINGFACE)
    search.ask("qwq")
    search.until(lambda: search.error() == "hub_unreachable")
    assert search.find("hubRetryButton")


def test_a_sign_in_page_instead_of_a_hub_is_named(search):
    page = (200, {"Content-Type": "text/html"}, b"<html>sign in</html>")
    search.hub.pages["/api/models"] = page
    search.ask("qwq")
    search.until(lambda: search.error() == "hub_answer_unusable")
    assert "web browser" in search.section.trouble._text.text()


def test_a_name_that_leads_elsewhere_is_refused(search):
    search.repositories.add("me/Evil-GGUF", {"a/../../x.gguf": NANO})
    search.ask("me/Evil-GGUF")
    search.until(lambda: search.section.results and search.section.results[0].cards)
    search.press("hubDownloadButton")
    assert search.section.results[0].trouble.error.code == "download_name"
    assert not search.downloads.items


def test_a_licence_to_be_accepted_first_is_named_with_what_helps(search):
    gated = search.repositories.add("me/Gated-GGUF", {"x-Q8_0.gguf": NANO}, is_gated=True)
    result = search.unfolded("gated")
    search.press("hubDownloadButton")
    search.until(lambda: result.trouble.error)
    assert result.trouble.error.code == "download_needs_token"
    assert search.find("hubPageButton")
    gated.accepted.add("s3cret")
    give_token(search, "s3cret")
    search.until(lambda: search.downloads.items[0].state is DownloadState.DONE)
    assert result.trouble.error is None


def test_a_private_repository_opens_with_a_token(search):
    search.repositories.add("me/Own-GGUF", {"x.gguf": NANO}, token="s3cret")
    search.ask("me/Own-GGUF")
    search.until(lambda: search.error() == "repository_needs_token")
    give_token(search, "s3cret")
    search.until(lambda: search.section.results)


def test_a_download_that_is_spoilt_says_so_on_its_card(search):
    result = search.unfolded("qwq")
    search.hub.faults = [Fault("page")] * 20
    search.press("hubDownloadButton")
    search.until(lambda: result.trouble.error)
    assert result.trouble.error.code == "download_not_a_model"
    assert badges(result)[0] == "Download failed"


def give_token(search, token):
    """Enter a token where this computer has no keyring: it is held until the end."""
    search.press("hubTokenButton")
    search.until(lambda: search.section.findChildren(QDialog))
    dialog = search.section.findChildren(QDialog)[0]
    dialog.field.setText(token)
    dialog._save.click()
    search.until(lambda: dialog._error.text())
    assert "no keyring" in dialog._error.text()
    dialog._hold.click()
