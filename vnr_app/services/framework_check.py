"""Comparison of the framework with a reference of the official nomenclature."""

from collections.abc import Mapping
from typing import Any

from vnr_app.domain.framework import Framework

Facts = Mapping[str, Mapping[str, object]]
"""By code, the named facts that have to agree."""


def _compare(kind: str, ours: Facts, theirs: Facts) -> list[str]:
    """Differences of one table in words: number, codes, order, then fact by fact."""
    found = []
    if len(ours) != len(theirs):
        found.append(f"{len(ours)} {kind}s instead of {len(theirs)}")
    found += [f"{kind} {code} is missing" for code in theirs if code not in ours]
    found += [f"{kind} {code} is not in the reference" for code in ours if code not in theirs]
    shared = [code for code in theirs if code in ours]
    if [code for code in ours if code in theirs] != shared:
        found.append(f"{kind}s stand in another order")
    for code in shared:
        for name, expected in theirs[code].items():
            actual = ours[code][name]
            if actual != expected:
                found.append(f"{kind} {code}: {name} is {actual!r} instead of {expected!r}")
    return found


def differences(framework: Framework, reference: Mapping[str, Any]) -> list[str]:
    """Name every difference of codes, English titles, UNSD codes, repeats and retired codes.

    `reference` has the lists "goals", "targets", "indicators" and "retired" of records with
    "code", "title" by language, and the facts compared here. Retired codes have no order.
    """
    goals = _compare(
        "goal",
        {g.code: {"title": g.title, "short": g.short, "color": g.color} for g in framework.goals},
        {
            g["code"]: {"title": g["official_en"], "short": g["short"]["en"], "color": g["color"]}
            for g in reference["goals"]
        },
    )
    targets = _compare(
        "target",
        {
            t.code: {"goal": t.goal, "means": t.means_of_implementation, "title": t.title}
            for t in framework.targets
        },
        {
            t["code"]: {
                "goal": t["goal"],
                "means": t["means_of_implementation"],
                "title": t["title"]["en"],
            }
            for t in reference["targets"]
        },
    )
    retired = _compare(
        "retired indicator",
        {r.code: {"title": r.title} for r in sorted(framework.retired, key=lambda r: r.code)},
        {
            r["code"]: {"title": r["title_en"]}
            for r in sorted(reference["retired"], key=lambda r: str(r["code"]))
        },
    )
    return goals + targets + _indicator_differences(framework, reference) + retired


def _indicator_differences(framework: Framework, reference: Mapping[str, Any]) -> list[str]:
    """Differences of the indicators and of their groups of repeats."""
    ours = {
        i.code: {
            "target": i.target,
            "UNSD code": i.unsd_code,
            "repeats": list(framework.repeats(i.code)),
            "title": i.title,
        }
        for i in framework.indicators
    }
    theirs = {
        i["code"]: {
            "target": i["target"],
            "UNSD code": i["unsd_code"],
            "repeats": i["repeat_group"] or [i["code"]],
            "title": i["title"]["en"],
        }
        for i in reference["indicators"]
    }
    found = _compare("indicator", ours, theirs)
    unique = len({framework.canonical(i.code) for i in framework.indicators})
    expected = len({(i["repeat_group"] or [i["code"]])[0] for i in reference["indicators"]})
    if unique != expected:
        found.append(f"{unique} unique indicators instead of {expected}")
    return found
