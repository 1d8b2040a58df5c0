"""The pipeline as a whole: what is true of every layout."""

import pytest

from vnr_app.errors import KnownError
from vnr_app.importing import pipeline


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, context, monkeypatch):
    path = tmp_path / "indicator_3-1-1.csv"
    path.write_text("Year,Value\n2020,1\n", encoding="utf-8")
    read = pipeline.read_workbook

    def meddled(each, **decisions):
        found = read(each, **decisions)
        path.write_text("Year,Value\n2020,123\n", encoding="utf-8")
        return found

    monkeypatch.setattr(pipeline, "read_workbook", meddled)
    with pytest.raises(KnownError) as caught:
        pipeline.plan_file(path, context("ARM"))
    assert caught.value.code == "changed-while-reading"
