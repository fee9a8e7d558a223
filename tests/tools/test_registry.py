"""The set of tools on offer."""

from datetime import UTC, datetime

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.tools.calculator import calculator
from qwq_desktop.tools.clock import clock
from qwq_desktop.tools.registry import ToolRegistry


def tools():
    return ToolRegistry([calculator(), clock(lambda: datetime(2026, 11, 24, 8, 5, tzinfo=UTC))])


def test_a_call_returns_the_tools_text():
    assert tools().call("calculate", {"expression": "412*77"}) == "31724"
    assert tools().call("get_datetime", {}) == "2026-11-24 08:05 (Tuesday)"


def test_what_goes_wrong_is_told_to_the_model():
    assert tools().call("calculate", {"expression": "1/0"}) == "Error: division by zero"
    assert tools().call("search_web", {}).startswith("Error:")


def test_choosing_keeps_only_the_named_ones():
    assert tools().choose(["get_datetime"]).names() == ["get_datetime"]
    assert tools().choose(()).schemas() == ()


def test_an_unknown_name_is_refused():
    with pytest.raises(QwQError) as error:
        tools().choose(["fly"])
    assert (error.value.code, error.value.facts) == ("tool_unknown", {"name": "fly"})


def test_schemas_have_the_form_that_templates_expect():
    schema = tools().schemas()[0]
    assert schema["type"] == "function"
    assert schema["function"]["name"] == "calculate"
    assert schema["function"]["parameters"]["required"] == ["expression"]
