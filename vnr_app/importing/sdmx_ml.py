"""SDMX-ML data messages: generic and compact (2.0), generic and structure-specific (2.1, 3.0).

A message has no cells. It is laid out as the table that SDMX-CSV would be: a first row of
concepts, then one row an observation in the order of the message, with what it inherits from its
series, its groups and its data set. Rows and columns of provenance count in that table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.grid import Row, Sheet
from vnr_app.importing.sdmx_groups import Groups

_CHUNK = 1 << 16
_TIME, _VALUE, _ACTION = "TIME_PERIOD", "OBS_VALUE", "ACTION"
_DELETE = "Delete"
_NOT_DATA = frozenset(("Structure", "RegistryInterface", "Error", "GenericMetadata"))
_OTHER_FORMS = frozenset(("CrossSectionalData", "UtilityData"))
_FACT_NAMES = (
    "action keyFamilyURI datasetID dataProviderSchemeAgencyId dataProviderSchemeId dataProviderID "
    "dataflowAgencyID dataflowID reportingBeginDate reportingEndDate validFromDate validToDate "
    "publicationYear publicationPeriod setID structureRef dataScope"
)
_DATA_SET_FACTS = frozenset(_FACT_NAMES.split())
"""What the standard itself says of a data set; everything else is a concept."""

Concepts = dict[str, str]
"""Values by concept, in the order of the message."""


@dataclass(slots=True)
class _Scope:
    """A data set, group, series or observation while its element is open."""

    kind: str
    element: str
    key: Concepts = field(default_factory=dict)
    attributes: Concepts = field(default_factory=dict)


Told = Callable[[_Scope, Concepts, Concepts, Concepts], None]
"""Takes a series, the attributes of its data set, and an observation's key and attributes."""


class _Message:
    """Handlers for the events of one message; observations are told as they end."""

    def __init__(self, told: Told, groups: Groups) -> None:
        self.root = ""
        self._told = told
        self._groups = groups
        self._scopes: list[_Scope] = []
        self._into: Concepts | None = None
        self._text: list[str] | None = None
        self._at_observation = _TIME
        self._header_action = ""
        self._delete = False
        self._no_series = _Scope("Series", "")

    def start(self, tag: str, attributes: Concepts) -> None:
        """Open an element; names are compared without their prefixes."""
        name = tag.rpartition(":")[2]
        if not self.root:
            self.root = name
        elif not self._scopes:
            self._start_head(name, attributes)
        elif name in ("Series", "Obs"):
            self._start_data(name, attributes)
        elif name in ("SeriesKey", "GroupKey", "ObsKey"):
            self._into = self._scopes[-1].key
        elif name == "Attributes":
            self._into = self._scopes[-1].attributes
        elif name == "Value" and self._into is not None:
            concept = attributes.get("id") or attributes.get("concept", "")
            self._into[concept] = attributes.get("value", "")
        elif self._scopes[-1].kind == "Obs":
            self._start_in_observation(name, attributes)
        elif self._scopes[-1].kind == "DataSet" and (name == "Group" or _own(attributes)):
            # The compact form names the element after the group, the generic one in its type.
            key = {k: v for k, v in _own(attributes).items() if k != "type"}
            self._scopes.append(_Scope("Group", name, key))

    def _start_head(self, name: str, attributes: Concepts) -> None:
        if name == "Structure":
            self._at_observation = attributes.get("dimensionAtObservation", _TIME)
        elif name == "DataSetAction":
            self._text = []
        elif name == "DataSet":
            facts = {k.rpartition(":")[2]: v for k, v in attributes.items()}
            self._delete = facts.get("action", self._header_action) == _DELETE
            own = {k: v for k, v in _own(attributes).items() if k not in _DATA_SET_FACTS}
            self._scopes.append(_Scope("DataSet", name, attributes=own))

    def _start_data(self, name: str, attributes: Concepts) -> None:
        scope = _Scope(name, name)
        into = scope.key
        for concept, value in _own(attributes).items():
            into[concept] = value
            if concept.upper() == _VALUE:
                # What stands behind the value describes it.
                into = scope.attributes
        self._scopes.append(scope)

    def _start_in_observation(self, name: str, attributes: Concepts) -> None:
        scope = self._scopes[-1]
        if name == "ObsDimension":
            concept = attributes.get("id", self._at_observation)
            scope.key[concept] = attributes.get("value", "")
        elif name == "ObsValue":
            scope.key[_VALUE] = attributes.get("value", "")
        elif name == "Time":
            self._text = []

    def end(self, tag: str) -> None:
        """Close an element."""
        name = tag.rpartition(":")[2]
        if name == "DataSetAction" and self._text is not None:
            self._header_action, self._text = "".join(self._text).strip(), None
        elif name == "Time" and self._text is not None:
            self._scopes[-1].key[_TIME], self._text = "".join(self._text).strip(), None
        elif name in ("SeriesKey", "GroupKey", "ObsKey", "Attributes"):
            self._into = None
        elif self._scopes and name == self._scopes[-1].element:
            self._end_scope(self._scopes.pop())

    def _end_scope(self, scope: _Scope) -> None:
        if scope.kind == "Group":
            self._groups.add(scope.key, scope.attributes)
        if scope.kind != "Obs":
            return
        series = next((s for s in self._scopes if s.kind == "Series"), self._no_series)
        if self._delete:
            scope.attributes[_ACTION] = _DELETE
        self._told(series, self._scopes[0].attributes, scope.key, scope.attributes)

    def data(self, text: str) -> None:
        """Add text to the element that is read by its text."""
        if self._text is not None:
            self._text.append(text)


def _own(attributes: Mapping[str, str]) -> Concepts:
    """The XML attributes that are concepts: those without a prefix."""
    return {k: v for k, v in attributes.items() if ":" not in k and k != "xmlns"}


def _events(path: Path, message: _Message) -> Iterator[None]:
    """Feed a file to the handlers piece by piece; document types are refused, so no entities."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = message.start
    parser.EndElementHandler = message.end
    parser.CharacterDataHandler = message.data

    def refuse(*_facts: object) -> None:
        raise KnownError(
            "xml-dtd",
            _("“{name}” defines its own document type, which data never need.").format(
                name=path.name
            ),
            _("It may be harmful; ask its sender for another copy."),
        )

    parser.StartDoctypeDeclHandler = refuse
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
            yield
    except (expat.ExpatError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise KnownError(
            "xml-invalid",
            _("“{name}” is damaged at line {line}.").format(name=path.name, line=line),
            _("Copy or download it again."),
        ) from error


@dataclass(frozen=True, slots=True)
class SdmxRows:
    """The observations of a message as rows, to be iterated any number of times."""

    path: Path
    columns: tuple[str, ...]
    groups: Groups
    observations: int

    def __len__(self) -> int:
        return self.observations + 1

    def __iter__(self) -> Iterator[Row]:
        yield list(self.columns)
        maker = _RowMaker(self.columns, self.groups)
        for _piece in _events(self.path, _Message(maker.told, Groups())):
            yield from maker.ready
            maker.ready.clear()


class _RowMaker:
    """Lays observations out as rows; what a series gives to all of its observations once."""

    def __init__(self, columns: tuple[str, ...], groups: Groups) -> None:
        self.ready: list[Row] = []
        self._at = {concept: column for column, concept in enumerate(columns)}
        self._groups = groups
        self._series: _Scope | None = None
        self._inherited: Row = []

    def told(self, series: _Scope, data_set: Concepts, key: Concepts, attributes: Concepts) -> None:
        """Take an observation."""
        if series is not self._series or not series.key:
            groups = self._groups.of(series.key or key)
            self._inherited = [""] * len(self._at)
            self._fill(self._inherited, data_set, groups, series.key, series.attributes)
            self._series = series
        row = self._inherited.copy()
        self._fill(row, key, attributes)
        self.ready.append(row)

    def _fill(self, row: Row, *parts: Concepts) -> None:
        for part in parts:
            for concept, value in part.items():
                row[self._at[concept]] = value


def read_sdmx(path: Path) -> list[Sheet]:
    """The message as one sheet without a name; `KnownError` where it is damaged or holds no data.

    Codes: "xml-dtd", "xml-invalid", "unsupported".
    """
    keys: dict[str, None] = {}
    described: dict[str, None] = {}
    groups = Groups()
    count = 0

    def told(series: _Scope, data_set: Concepts, key: Concepts, attributes: Concepts) -> None:
        nonlocal count
        count += 1
        keys.update(dict.fromkeys(series.key))
        keys.update(dict.fromkeys(key))
        for part in (data_set, series.attributes, attributes):
            described.update(dict.fromkeys(part))

    message = _Message(told, groups)
    for _piece in _events(path, message):
        if message.root in _NOT_DATA | _OTHER_FORMS:
            break
    if message.root in _NOT_DATA | _OTHER_FORMS or not count:
        raise _no_data(path, message.root)
    described.update(dict.fromkeys(groups.concepts))
    middle = [_TIME, _VALUE]
    first = [concept for concept in keys if concept not in middle]
    last = [concept for concept in described if concept not in keys]
    columns = (*first, *middle, *last)
    return [Sheet("", SdmxRows(path, columns, groups, count), typed=False)]


def _no_data(path: Path, root: str) -> KnownError:
    if root in _OTHER_FORMS:
        return KnownError(
            "unsupported",
            _("“{name}” is an SDMX message in the form {form}, which is not read.").format(
                name=path.name, form=root
            ),
            _("Save it as structure-specific data (SDMX-ML 2.1) or as SDMX-CSV."),
        )
    return KnownError(
        "unsupported",
        _("“{name}” is an SDMX message without observations.").format(name=path.name),
        _("Choose the data message, not the one of its structure."),
    )
