from datetime import UTC, datetime

import pytest

from qwq_desktop.models.download.failures import retry_after
from qwq_desktop.models.download.ranges import content_range

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5),
        ("0", 0),
        ("999999", 3600),
        ("", 0),
        ("-3", 0),
        ("soon", 0),
        ("Thu, 01 Jan 2026 00:00:30 GMT", 30),
        ("Thu, 01 Jan 2025 00:00:30 GMT", 0),
        ("Thu, 01 Jan 2026 00:00:30 -0000", 30),
    ],
)
def test_retry_after_is_read_as_servers_write_it(value, seconds):
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("bytes 0-9/100", (0, 100)),
        ("bytes 5-9/*", (5, None)),
        ("BYTES 5-9/10 ", (5, 10)),
        ("bytes */100", (None, None)),
        ("items 0-9/100", (None, None)),
        ("", (None, None)),
        (f"bytes 0-9/{'9' * 40}", (None, None)),
    ],
)
def test_a_content_range_tells_its_beginning_and_the_whole(value, told):
    assert content_range(value) == told
