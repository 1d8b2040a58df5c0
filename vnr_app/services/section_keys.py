"""Keys of sections: which of them hold a text, and what they are called."""

from sqlalchemy.orm import Session

from db.models import Section
from db.queries import texts
from vnr_app.domain.sections import Outline, OutlineSection
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services.outline import load_outline
from vnr_app.services.reviews import Review


def leaf(review: Review, session: Session, key: str) -> Section:
    """The row of a key that holds a text."""
    section = texts.section_by_key(session, key)
    if section is None:
        raise unknown(review, key)
    plan = load_outline(review.info.outline_version)
    if "/" not in key and (parts := plan.section(key).parts):
        raise KnownError(
            "section-has-parts",
            _("“{key}” has parts; write into one of them.").format(key=key),
            _("For example {example}.").format(example=f"{key}/{parts[0].key}"),
        )
    return section


def unknown(review: Review, key: str) -> KnownError:
    """The sentence for a key that the outline does not have, with the nearest one that it has."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the hint of an error

    near = get_close_matches(key, load_outline(review.info.outline_version).leaf_keys(), n=1)
    hint = _("Did you mean “{key}”?").format(key=near[0]) if near else ""
    return KnownError(
        "unknown-section",
        _("The review has no section “{key}”.").format(key=key),
        hint or _("“vnr-app sections” lists the keys."),
    )


def title(review: Review, key: str) -> str:
    """What a person calls a section or part: "Goal 3: Trends"."""
    plan = load_outline(review.info.outline_version)
    head, _slash, part = key.partition("/")
    return next(
        (
            f"{_short(section)}: {each.title}"
            for section in plan.sections
            if section.key == head
            for each in section.parts
            if each.key == part
        ),
        _plain_title(plan, head, key),
    )


def _short(section: OutlineSection) -> str:
    return _("Goal {number}").format(number=section.goal) if section.goal else section.title


def _plain_title(plan: Outline, head: str, key: str) -> str:
    return next((section.title for section in plan.sections if section.key == head), key)
