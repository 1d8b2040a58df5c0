import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.base import UtcTime, content_id, new_id
from db.images import canonical, image_of, row_id_of, values_of
from db.models import Section, SectionHead

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(JSON)
def test_canonical_json_says_the_same(value):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_canonical_json_depends_on_nothing_but_the_value(value):
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_times_and_dates_have_one_form():
    assert canonical([date(2027, 3, 1), datetime(2027, 3, 1, tzinfo=UTC)]) == (
        '["2027-03-01","2027-03-01T00:00:00.000000+00:00"]'
    )
    with pytest.raises(TypeError, match="bytes"):
        canonical(b"")


def test_a_row_becomes_an_image_and_comes_back():
    moment = datetime(2027, 3, 1, 8, 30, 0, 5, tzinfo=UTC)
    row = Section(
        id="s", key="introduction", position=3, due=date(2027, 5, 1), left_out=False, owner="",
        status="drafting", created_at=moment, created_by="Coordinator", changed_at=moment,
        changed_by="Coordinator", version_id=2,
    )  # fmt: skip
    image = json.loads(canonical(image_of(row)))
    assert image["due"] == "2027-05-01"
    assert image["title"] is None
    values = values_of(Section, image)
    assert (values["due"], values["created_at"], values["position"]) == (row.due, moment, 3)
    assert image_of(Section(**values)) == image_of(row)


def test_a_row_is_named_by_its_key():
    assert row_id_of(Section(id="s")) == "s"
    assert row_id_of(SectionHead(section_id="s", language="en")) == '["s","en"]'


def test_times_are_stored_in_utc_with_their_zone():
    kind = UtcTime()
    east = datetime(2027, 3, 1, 2, 30, tzinfo=timezone(timedelta(hours=3)))
    stored = kind.process_bind_param(east, None)
    assert stored == "2027-02-28T23:30:00.000000+00:00"
    assert kind.process_result_value(stored, None) == east
    assert kind.process_bind_param(None, None) is None
    with pytest.raises(ValueError, match="zone"):
        kind.process_bind_param(datetime(2027, 3, 1), None)  # noqa: DTZ001 - the very mistake


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_content_ids_fit_every_database(parts):
    assert 0 <= content_id(*parts) < 2**63
    assert content_id(*parts) == content_id(*parts)


def test_content_ids_tell_apart_what_lies_in_which_part():
    assert content_id("ab", "c") != content_id("a", "bc")
    assert len({new_id() for _ in range(1000)}) == 1000
