"""A batch size is trusted after many equal rows, and refuted by one that differs."""

import pytest

from qwq_desktop.engine.batch_proof import ENOUGH_ROWS, BatchProof

SIZES = (2, 4, 8)


def show(proof, size, length, rows=ENOUGH_ROWS):
    for _ in range(rows):
        proof.report(size, length, alike=True)


def test_nothing_is_shown_at_first_and_nothing_refuted():
    proof = BatchProof()
    assert proof.allowed(SIZES, 100) == list(SIZES)
    assert not any(proof.is_shown(size, 100) for size in SIZES)


def test_one_row_less_than_enough_is_not_enough():
    proof = BatchProof()
    show(proof, 4, 100, ENOUGH_ROWS - 1)
    assert not proof.is_shown(4, 100)
    show(proof, 4, 100, 1)
    assert proof.is_shown(4, 100)


def test_each_size_is_shown_by_itself():
    proof = BatchProof()
    show(proof, 8, 100)
    assert not proof.is_shown(4, 100)


@pytest.mark.parametrize(
    ("shown", "asked", "holds"),
    [(1, 256, True), (256, 257, False), (257, 512, True), (512, 513, False), (513, 1024, True)],
)
def test_what_was_shown_holds_until_other_kernels_may_be_chosen(shown, asked, holds):
    proof = BatchProof()
    show(proof, 4, shown)
    assert proof.is_shown(4, asked) is holds


def test_a_size_that_differs_refutes_larger_ones_and_longer_contexts():
    proof = BatchProof()
    proof.report(4, 600, alike=False)
    assert proof.allowed(SIZES, 600) == [2]
    assert proof.allowed(SIZES, 30_000) == [2]
    assert proof.allowed(SIZES, 500) == list(SIZES)
