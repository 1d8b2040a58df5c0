"""What happens in the demo before it is pictured: two copies are worked on, one is brought in."""

import shutil
from pathlib import Path

from import_story import electricity, import_file, keep_recipe

from vnr_app.domain.richtext_letters import Wanted
from vnr_app.domain.richtext_replace import replace_all
from vnr_app.services import bringing, reviews, writing
from vnr_app.services.reviews import Review

_HERE = "Editing team"
_THERE = "Ministry of Water"
_KEY = "conclusion"
_BEFORE_SENDING = (
    ("and connect people, and that", "and connect people in every region, and that"),
    ("on some targets not at all", "on three targets not at all"),
)
_OURS = (
    (
        "The gap between the Highland region and the coast is closing slowly,",
        "Between the Highland region and the coast the gap is closing, but slowly,",
    ),
    ("Writing together took longer than writing alone, and gave", "Writing together gave"),
)
_THEIRS = (
    ("coast is closing slowly,", "coast is closing slowly, except for safe water,"),
    ("Adopt the national water allocation plan", "Adopt and publish the water allocation plan"),
)


def lay_out(path: Path) -> str:
    """Change a text here and in a copy and bring the copy in; returns who works here."""
    with reviews.open_review(path, author=_HERE) as review:
        _edit(review, _BEFORE_SENDING)
    copy = path.with_name("from-the-ministry-of-water.vnr")
    shutil.copyfile(path, copy)
    with reviews.open_review(copy, author=_THERE) as review:
        _edit(review, _THEIRS)
    with reviews.open_review(path, author=_HERE) as review:
        _edit(review, _OURS)
        keep_recipe(review, path.parent)
        import_file(review, electricity(path.parent, "Ministry of Energy"))
        bringing.bring_in(review, copy)
    return _HERE


def _edit(review: Review, changes: tuple[tuple[str, str], ...]) -> None:
    document = writing.text(review, _KEY).document
    for old, new in changes:
        document, places = replace_all(document, Wanted(old, match_case=True), new)
        assert places == 1, f"“{old}” is no longer in the demo"
    writing.keep(review, _KEY, document)
