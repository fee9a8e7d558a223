"""Vectors in memory: the nearest are those that a plain computation finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.index.vector_cache import KnownVector, PackedVector, VectorCache, packed

DIMENSIONS = 24


def drawn(count, seed=1):
    numbers = np.random.default_rng(seed).standard_normal((count, DIMENSIONS), np.float32)
    return numbers / np.linalg.norm(numbers, axis=1, keepdims=True)


def filled(vectors):
    cache = VectorCache("e", DIMENSIONS)
    for number, vector in enumerate(vectors):
        cache.add([KnownVector(number, number % 7, packed(vector))])
    return cache


def test_the_nearest_are_found_with_their_cosines():
    vectors, question = drawn(3000), drawn(1, seed=2)[0]
    found = filled(vectors).nearest(question, None, 10)
    cosines = vectors @ question
    assert next(iter(found)) == int(np.argmax(cosines))
    assert len(found) == 10
    assert all(abs(found[number] - cosines[number]) < 0.02 for number in found)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_only_some_documents():
    vectors, question = drawn(500), drawn(1, seed=2)[0]
    cache = filled(vectors)
    found = cache.nearest(question, {3, 99}, 500)
    assert set(found) == {number for number in range(500) if number % 7 == 3}
    assert cache.nearest(question, set(), 5) == {}


@given(st.lists(st.sets(st.integers(0, 299), max_size=40), max_size=5), st.integers(0, 8))
def test_what_is_dropped_is_gone_and_the_rest_stays(rounds, document):
    vectors, question = drawn(300), drawn(1, seed=2)[0]
    cache = filled(vectors)
    left = dict(enumerate(vectors))
    for gone in rounds:
        cache.drop_chunks(gone)
        left = {number: vector for number, vector in left.items() if number not in gone}
    cache.drop_documents([document])
    expected = {number for number in left if number % 7 != document}
    found = cache.nearest(question, None, 300)
    assert set(found) == expected
    assert all(abs(found[n] - float(left[n] @ question)) < 0.02 for n in expected)


def test_an_empty_memory_finds_nothing():
    cache = VectorCache("e", DIMENSIONS)
    assert cache.nearest(drawn(1)[0], None, 5) == {}


def test_vectors_of_another_size_and_of_zeros_do_no_harm():
    cache = VectorCache("e", DIMENSIONS)
    cache.add([KnownVector(1, 1, PackedVector(1.0, b"abc"))])
    cache.add([KnownVector(2, 1, packed(np.zeros(DIMENSIONS, np.float32)))])
    assert cache.nearest(drawn(1)[0], None, 5) == {2: 0.0}
