"""Countries and their parts as ISO 3166 lists them, and the names of countries in many languages.

Both libraries that know them build thousands of objects of their data at each start of the process
that reads files; here only what is asked for is read.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from vnr_app.paths import resources_dir

NAMES = ("words", "countries.tsv")
"""The table of names among the resources: a line a country, a column a language."""


@cache
def iso_records(part: str) -> tuple[dict[str, str], ...]:
    """The records of a part of ISO 3166 ("3166-1", "3166-2") as pycountry keeps them."""
    package = find_spec("pycountry")
    assert package is not None
    assert package.origin is not None
    path = Path(package.origin).parent / "databases" / f"iso{part}.json"
    return tuple(json.loads(path.read_text(encoding="utf-8"))[part])


@cache
def country_names_in() -> dict[str, dict[str, str]]:
    """Language → alpha-2 code → name of the country in it, by the Unicode locale data."""
    path = resources_dir().joinpath(*NAMES)
    head, *lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    names: dict[str, dict[str, str]] = {language: {} for language in head[1:]}
    for alpha2, *row in lines:
        for language, name in zip(names.values(), row, strict=True):
            if name:
                language[alpha2] = name
    return names
