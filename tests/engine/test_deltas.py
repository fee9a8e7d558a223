from qwq_desktop.engine.deltas import DeltaWriter, TurnClock
from qwq_desktop.engine.protocol import Channel
from qwq_desktop.engine.thinking import Piece

THINKING, ANSWER = Channel.THINKING, Channel.ANSWER


def written(*pieces):
    """The deltas of pieces that come all at once."""
    events = []
    writer = DeltaWriter(3, events.append, lambda: (1, 2, 3.456))
    for piece in pieces:
        writer.write(piece)
    writer.flush()
    assert not writer.is_holding
    return events


def test_neighbours_of_a_channel_are_joined_and_order_is_kept():
    events = written(
        Piece(THINKING, "a"), Piece(THINKING, "b"), Piece(ANSWER, "c"), Piece(THINKING, "d")
    )
    assert [(e.channel, e.text) for e in events] == [
        (THINKING, "ab"),
        (ANSWER, "c"),
        (THINKING, "d"),
    ]
    assert (events[0].tokens, events[0].context_used, events[0].tokens_per_second) == (1, 2, 3.46)


def test_a_retraction_comes_after_what_it_retracts():
    events = written(Piece(ANSWER, "a"), Piece(THINKING, "", True), Piece(ANSWER, "b"))
    assert [(e.text, e.retracts_answer) for e in events] == [
        ("a", False),
        ("", True),
        ("b", False),
    ]


def test_the_first_text_is_sent_at_once_and_what_follows_at_once_waits():
    events = []
    writer = DeltaWriter(3, events.append, lambda: (0, 0, 0.0))
    writer.write(Piece(ANSWER, "a"))
    writer.flush_if_due()
    assert len(events) == 1
    assert not writer.is_holding


def test_retracted_time_was_spent_thinking():
    clock = TurnClock(0.5)
    clock.tick(ANSWER)
    clock.tick(THINKING)
    whole = clock.timings(0)
    clock.retract()
    after = clock.timings(0)
    assert after.answer_s == 0
    assert after.thinking_s >= whole.thinking_s
    assert after.prompt_s == 0.5
