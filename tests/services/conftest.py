"""Fixtures of the tests of the use cases."""

import pytest

from tests.services.ministry import write_texts


@pytest.fixture
def desk(review):
    """A review with two texts, to be sent to a ministry."""
    write_texts(review)
    return review
