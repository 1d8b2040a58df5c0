import pytest

POVERTY = """\
Indicator,Series,Year,Unit,Sex,Value
1.1.1,Poverty,2015,Percent,,40
1.1.1,Poverty,2020,Percent,,20
1.1.1,Poverty,2020,Percent,Female,22
8.1.1,Growth of GDP,2015,Percent,,2
"""


@pytest.fixture
def filled(vnr, tmp_path):
    table, path = tmp_path / "poverty.csv", tmp_path / "a.vnr"
    table.write_text(POVERTY)
    assert vnr("new", path, "--country", "ARM", "--year", "2027").status == 0
    assert vnr("import", path, table).status == 0
    return path


def test_progress_says_what_was_compared(vnr, filled):
    said = vnr("progress", filled)
    assert said.status == 0
    assert "From 40% in 2015 to 20% in 2020: if this trend continues, 87% of the way" in said.out
    assert "Rates of growth are not assessed." in said.out
    assert "not official targets" in said.out


def test_progress_as_json(vnr, filled):
    found = vnr("progress", filled, "--json").json
    assert found["method"] == "unsd-2023"
    assert (len(found["targets"]), len(found["goals"])) == (169, 17)
    [poverty, growth] = found["series"]
    assert poverty["indicator"] == "1.1.1"
    assert (poverty["status"], poverty["reason"]) == ("fair", "way-to-target")
    assert poverty["baseline"]["value"] == "40"
    assert (poverty["latest"]["period"], poverty["target"]) == ("2020", "0")
    assert (poverty["ratio"], poverty["score"]) == (0.875, 2.0)
    assert (poverty["course"], poverty["since"]) == ("better", None)
    assert (growth["status"], growth["baseline"], growth["ratio"]) == ("not-assessed", None, None)
    assert found["targets"][0] == {
        "target": "1.1", "status": "fair", "assessed": 1, "of": 1, "score": 2.0,
    }  # fmt: skip
    assert found["goals"][0]["status"] == "not-assessed"


def test_another_method_and_one_that_does_not_exist(vnr, filled):
    found = vnr("progress", filled, "--method", "statcan-2025", "--json").json
    assert found["series"][0]["status"] == "limited"
    refused = vnr("progress", filled, "--method", "guess")
    assert refused.status == 2
    assert "unsd-2023, statcan-2025" in refused.err
