"""Folders and ZIP archives of files to import, unfolded into the files that can be read."""

import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MAX_FILES = 2_000
MAX_SIZE = 1024**3
"""Bytes that an archive may unpack to in all."""

_RATIO, _RATIO_FROM = 200, 20 * 1024**2
_CHUNK = 1 << 20
_LONGEST_NAME = 120
_ENDINGS = (
    *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots"),
    *(".csv", ".tsv", ".tab", ".txt", ".gz", ".xml", ".sdmx", ".htm", ".html"),
)
_OFFICE_PARTS = re.compile(r"(xl|word|ppt)/.*|mimetype|\[content_types\]\.xml", re.IGNORECASE)
_IN_THE_CLOUD = 0x400000 | 0x1000
"""Attributes of a file on Windows whose content is not on this computer: opening would load it."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def expand(paths: Iterable[Path], folder: Path) -> list[Path]:
    """The files to import among these paths: folders are searched, archives unpacked.

    What an archive holds is written below `folder`, each file in a directory of its own, so that it
    keeps its name. A file that was named itself stays in the list whatever it is. `KnownError`
    where there are too many files, or an archive is damaged or unpacks to too much.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _inside(path, folder)
        elif is_bundle(path):
            found += _unpacked(path, folder)
        else:
            found.append(path)
        if len(found) > MAX_FILES:
            raise KnownError(
                "too-many-files",
                _("These are more than {count} files.").format(count=MAX_FILES),
                _("Import them in smaller groups."),
            )
    return found


def is_bundle(path: Path) -> bool:
    """Whether a file is a ZIP archive of files, and no office file."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return bool(names) and not any(_OFFICE_PARTS.fullmatch(name) for name in names)


def _inside(folder: Path, target: Path) -> Iterator[Path]:
    """The files of a folder and of those below it, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if not path.is_file() or path.is_symlink() or _is_in_the_cloud(path):
            continue
        if path.suffix.lower() == ".zip" and is_bundle(path):
            yield from _unpacked(path, target)
        elif _is_candidate(path.name):
            yield path


def _is_candidate(name: str) -> bool:
    """Whether a file looks worth reading: no lock file, nothing hidden, a table's ending."""
    return not name.startswith(("~$", ".", "._")) and name.lower().endswith(_ENDINGS)


def _is_in_the_cloud(path: Path) -> bool:
    attributes = getattr(path.stat(), "st_file_attributes", 0)
    return bool(attributes & _IN_THE_CLOUD)


def _unpacked(path: Path, folder: Path) -> list[Path]:
    """The files of an archive, written below a folder; archives inside it are left alone."""
    written: list[Path] = []
    left = MAX_SIZE
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if _is_wanted(entry)]
            if len(entries) > MAX_FILES:
                raise _refused(path, "zip-entries", _("the archive holds too many files."))
            for entry in entries:
                place = _place(folder, entry.filename)
                left -= _write(path, archive, entry, place, left)
                written.append(place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise _refused(path, "zip-corrupt", _("the archive is damaged.")) from error
    return written


def _refused(path: Path, code: str, message: str) -> KnownError:
    return KnownError(code, f"“{path.name}”: {message}")


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return bool(parts) and not (entry.is_dir() or hidden or is_link) and _is_candidate(parts[-1])


def _place(folder: Path, name: str) -> Path:
    """A new directory below the folder, and in it the file's own name made safe."""
    folder.mkdir(parents=True, exist_ok=True)
    number = sum(1 for _each in folder.iterdir()) + 1
    place = folder / f"{number:04}"
    place.mkdir()
    own = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    own = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "_", own).rstrip(". ")
    stem, dot, ending = own.rpartition(".")
    # File systems count bytes, of which a letter may take four.
    stem = stem.encode(errors="replace")[:_LONGEST_NAME].decode(errors="ignore")
    own = f"{stem}{dot}{ending}"
    return place / (f"_{own}" if _RESERVED.fullmatch(own) else own)


def _write(
    path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path, left: int
) -> int:
    """Unpack one file and return its size; what the archive says of sizes is not believed."""
    if entry.flag_bits & 1:
        raise _refused(path, "password", _("the archive is protected by a password."))
    size = 0
    with archive.open(entry) as source, place.open("wb") as target:
        while piece := source.read(_CHUNK):
            size += len(piece)
            too_dense = size > _RATIO_FROM and size > max(entry.compress_size, 1) * _RATIO
            if too_dense or size > left:
                raise _refused(
                    path, "zip-ratio", _("the archive unpacks to far more than it can need.")
                )
            target.write(piece)
    return size
