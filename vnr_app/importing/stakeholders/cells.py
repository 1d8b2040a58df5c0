"""The cells of stakeholder sheets: goals and targets, groups, yes and no, consent, persons."""

import json
import re
from functools import cache

from vnr_app.domain.framework import Framework
from vnr_app.importing.codes import slug
from vnr_app.importing.context import PlanContext
from vnr_app.importing.folding import fold_text
from vnr_app.paths import resources_dir

_CODE = r"0?(1[0-7]|[1-9])(?:\.(\d{1,2}|[a-d])(?:\.(\d{1,2}))?)?(?![\d.]*\d)(?![a-z])"
_BEFORE = (
    r"(?:sdgs?|un ?sdg|goals?|targets?|indicators?|odd|ods|objectifs?|cibles?|objetivos?|metas?"
    r"|цур|цел[ьи]|задач[аи]|показател[ьи]|الهدف|الغاية|هدف|غاية|具体目标|目标)"
)
_NAMED = re.compile(rf"(?<![^\W_]){_BEFORE}[\s_\-#:№.]*(?:n°)?\s*{_CODE}")
_LEADING = re.compile(rf"^{_CODE}(?:\s*[:.)\-–—]|\s|$)")
_ONLY_CODES = re.compile(r"[\d.a-d\s,;/&|+]+")
_ANY = re.compile(rf"(?<![\d.]){_CODE}")
_NUMBERED = re.compile(
    rf"(?:(?<![^\W_]){_BEFORE}[\s_\-#:№.]*(?:n°)?\s*|^\s*|[;,/&|+、，；]\s*)"
    r"(\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?(?:\.\d{1,2})?)(?=\s*(?:$|[;,/&|+、，；:)\-–—]))"
)
"""Whatever stands as the number of a goal or target."""
_SEPARATORS = re.compile(r"[;,\n|/、，；]+")

_YES_WORDS = (
    "yes y true 1 x ✓ ✔ ok agree agreed oui vrai sí si verdadero да истина согласен согласна "
    "نعم أوافق 是 同意 ооба иә ja"
)
_NO_WORDS = "no n false 0 disagree non faux falso нет ложь لا 否 不同意 жок жоқ nein none"
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_FLAGS: tuple[tuple[str, str], ...] = (
    ("anonymous", r"anonym|анонимн|匿名"),
    (
        "contact",
        r"contact|e ?mail|phone|contacter|связаться|contactar|الاتصال|联系",
    ),
    ("publish-name", r"profile|\bnames?\b|organi[sz]ation|\bnom\b|nombre|назван|имя|اسم|名称|姓名"),
    ("publish", r"publi|опублик|публик|نشر|公开|公布"),
    ("consent", r""),
)
"""What a question of consent is about, by the first that its heading names."""


@cache
def group_words() -> dict[str, str]:
    """Word of a language for a class of stakeholders, folded → its code."""
    text = (resources_dir() / "records/groups.json").read_text(encoding="utf-8")
    groups = json.loads(text)["groups"]
    found = {_key(word): group["code"] for group in groups for word in group["words"]}
    found |= {_key(group["name"]): group["code"] for group in groups}
    return found | {_key(group["code"]): group["code"] for group in groups}


@cache
def _goal_names() -> tuple[tuple[str, str], ...]:
    """(name of a goal in a UN language, its code), the longer names first."""
    text = (resources_dir() / "records/goals.json").read_text(encoding="utf-8")
    names = [
        (_key(name), code) for code, each in json.loads(text)["goals"].items() for name in each
    ]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))


def _key(text: str) -> str:
    """A label for looking up: folded, lower case, without quotes, one blank for other signs."""
    folded = fold_text(text).lower().replace("ё", "е")
    return " ".join(re.sub(r"[\s\-‐-―_&,;:.«»“”\"’'()/]+", " ", folded).split())


def links_in(text: str, framework: Framework) -> tuple[str, ...]:
    """The goals, targets and indicators that a cell names, in their order: ("3", "5.1")."""
    folded = fold_text(text).lower()
    if _ONLY_CODES.fullmatch(folded):
        return _codes(_ANY.findall(folded), framework)
    found = _NAMED.findall(folded)
    for item in _SEPARATORS.split(_NAMED.sub(" ", folded)):
        if match := _LEADING.match(item.strip()):
            found.append(match.groups())
    codes = list(_codes(found, framework))
    key = _key(text)
    for name, goal in _goal_names():
        if name in key:
            key = key.replace(name, " ")
            codes.append(goal)
    goals = {code.split(".")[0] for code in codes if "." in code}
    # "3.1 Good health" names its target; the name of the goal says no more.
    return tuple(c for c in dict.fromkeys(codes) if "." in c or c not in goals)


def _codes(found: list[tuple[str, ...]], framework: Framework) -> tuple[str, ...]:
    """Those codes that the framework has; of an unknown one the part that it has."""
    targets = {target.code for target in framework.targets}
    codes: dict[str, None] = {}
    for goal, target, indicator in found:
        code = f"{goal}.{target.lstrip('0')}" if target else goal
        if code not in targets:
            code = goal
        elif indicator and framework.find_indicator(f"{code}.{indicator}"):
            code = f"{code}.{int(indicator)}"
        codes[code] = None
    return tuple(codes)


def unknown_links(text: str, framework: Framework) -> tuple[str, ...]:
    """The goals and targets that a cell numbers and that do not exist: "SDG 6, 18" → ("18",)."""
    known = {goal.code for goal in framework.goals} | {each.code for each in framework.targets}
    unknown = []
    for code in _NUMBERED.findall(fold_text(text).lower()):
        target = ".".join(part.lstrip("0") for part in code.split(".")[:2])
        if target not in known:
            unknown.append(code)
    return tuple(dict.fromkeys(unknown))


def named_links(text: str, framework: Framework) -> tuple[str, ...]:
    """The goals and targets that a title or sheet name names in so many words ("SDG 3")."""
    return _codes(_NAMED.findall(fold_text(text).lower()), framework)


def group_code(text: str, context: PlanContext) -> str:
    """The class of stakeholders that a cell names; empty where nobody knows it.

    Decisions of people come first, then the words themselves, then a word inside the text.
    """
    label = fold_text(text).lower()
    for known in (context.recipe.values.get("group", {}), _learned(context)):
        if label in known:
            return known[label]
    return known_group(text)


def known_group(text: str) -> str:
    """The class of stakeholders that the words of a text name; empty where they name none."""
    key, words = _key(text), group_words()
    if key in words:
        return words[key]
    inside = [word for word in words if len(word) > 2 and f" {word} " in f" {key} "]
    return words[max(inside, key=len)] if inside else ""


def _learned(context: PlanContext) -> dict[str, str]:
    return {label: code for (kind, label), code in context.synonyms.items() if kind == "group"}


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes; None where it says neither. "Yes, you may …" says yes."""
    words = re.findall(r"[^\W_]+|[✓✔]", fold_text(text).lower())
    if not words:
        return None
    if words[0] in _YES or text.strip() in _YES:
        return True
    return False if words[0] in _NO or text.strip() in _NO else None


def consent_flag(heading: str) -> str:
    """The flag that a question of consent sets: "publish-name", "contact" or "anonymous"."""
    plain = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", fold_text(heading)).lower().split())
    return next(flag for flag, pattern in _FLAGS if re.search(pattern, plain))


def consent_slug(heading: str) -> str:
    """A flag of its own for a second question of the same kind."""
    return slug(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))


def is_personal(text: str) -> bool:
    """Whether a cell holds an address of a person, whatever its heading says."""
    return _EMAIL.search(text) is not None
