"""The safety net of the suite itself: errors in the log fail a test that did not expect them."""

import logging
import os
import textwrap

import pytest

pytest_plugins = ["pytester"]
# The suites inside these tests run in this process: their errors reach its log as well.
pytestmark = pytest.mark.log_errors_expected


@pytest.fixture
def suite(pytester, request):
    """A suite of its own with our conftest in it."""
    conftest = request.config.rootpath / "tests" / "conftest.py"
    pytester.makeconftest(conftest.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = log_errors_expected\nqt_api = pyside6\n")
    return pytester


def outcomes(suite, body):
    suite.makepyfile(textwrap.dedent(body))
    return suite.runpytest_inprocess("-p", "no:cacheprovider").parseoutcomes()


def test_an_error_in_the_log_fails_the_test(suite):
    found = outcomes(
        suite,
        """
        import logging
        def test_it():
            logging.getLogger("some.part").error("it broke")
        """,
    )
    assert found == {"passed": 1, "errors": 1}


def test_an_error_from_another_thread_counts_too(suite):
    found = outcomes(
        suite,
        """
        import logging, threading
        def test_it():
            thread = threading.Thread(target=lambda: logging.critical("it broke"))
            thread.start()
            thread.join()
        """,
    )
    assert found == {"passed": 1, "errors": 1}


def test_warnings_and_expected_errors_pass(suite):
    found = outcomes(
        suite,
        """
        import logging, pytest
        def test_warning():
            logging.warning("only so")
        @pytest.mark.log_errors_expected
        def test_any():
            logging.error("whatever")
        @pytest.mark.log_errors_expected("disk .* full")
        def test_that_one():
            logging.error("the disk is full")
        """,
    )
    assert found == {"passed": 3}


def test_an_expectation_does_not_cover_another_error(suite):
    found = outcomes(
        suite,
        """
        import logging, pytest
        @pytest.mark.log_errors_expected("disk .* full")
        def test_it():
            logging.error("the engine died")
        """,
    )
    assert found == {"passed": 1, "errors": 1}


def test_home_is_fresh_and_awkwardly_named(home):
    assert home.is_dir()
    assert not any(home.iterdir())
    assert not str(home).isascii()
    assert " " in home.name
    assert os.environ["QWQ_DESKTOP_HOME"] == str(home)


def test_the_demonstration_model_is_a_gguf_file(nano_model):
    with nano_model.open("rb") as file:
        assert file.read(4) == b"GGUF"


def test_errors_are_collected_where_a_test_can_look(logged_errors):
    logging.getLogger("some.part").warning("no error")
    assert logged_errors == []
