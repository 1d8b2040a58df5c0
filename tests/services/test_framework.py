from vnr_app.domain.framework import official_order
from vnr_app.services.framework import load_framework


def test_the_framework_is_complete():
    framework = load_framework()
    assert framework.version == "2025"
    assert len(framework.goals) == 17
    assert len(framework.targets) == 169
    assert len(framework.indicators) == 251
    assert len({framework.canonical(i.code) for i in framework.indicators}) == 234
    assert load_framework() is framework


def test_tables_stand_in_official_order():
    framework = load_framework()
    for table in (framework.goals, framework.targets, framework.indicators):
        codes = [row.code for row in table]
        assert codes == sorted(codes, key=official_order)


def test_codes_agree_with_each_other():
    framework = load_framework()
    for target in framework.targets:
        goal, number = target.code.split(".")
        assert target.goal == goal
        assert target.means_of_implementation == (goal == "17" or number.isalpha())
    for indicator in framework.indicators:
        assert indicator.code.rsplit(".", 1)[0] == indicator.target
    assert {i.target for i in framework.indicators} == {t.code for t in framework.targets}


def test_repeated_indicators_say_the_same_unless_the_group_narrows_them():
    framework = load_framework()
    titles_differ = {
        i.code
        for i in framework.indicators
        if i.title != framework.indicator(framework.canonical(i.code)).title
    }
    # 13.b.1 is 13.2.1 for least developed countries and small island developing States.
    assert titles_differ == {"13.b.1"}
    assert framework.repeats("13.1.1") == ("1.5.1", "11.5.1", "13.1.1")


def test_titles_are_clean_text():
    framework = load_framework()
    for table in (framework.goals, framework.targets, framework.indicators, framework.retired):
        for row in table:
            assert row.title == " ".join(row.title.split())
            assert not row.title.endswith(".")


def test_codes_used_again_are_known_as_retired_and_as_current():
    framework = load_framework()
    reused = {old.code for old in framework.retired if not framework.is_retired(old.code)}
    assert reused == {"8.9.2", "11.c.1"}
    for old in framework.retired:
        assert old.note
        if old.code in reused:
            assert framework.indicator(old.code).title != old.title


def test_every_indicator_is_found_by_its_codes():
    framework = load_framework()
    for indicator in framework.indicators:
        assert framework.find_indicator(indicator.code.upper().replace(".", "-")) is indicator
        if indicator.unsd_code:
            found = framework.find_indicator(indicator.unsd_code)
            assert framework.canonical(found.code) == framework.canonical(indicator.code)
