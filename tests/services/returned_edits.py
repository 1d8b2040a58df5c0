"""Scripted edits of a parcel, as people make them in Word, each with what must come back.

A `Desk` opens the file by python-docx and edits paragraphs of known sections, each at most once.
Paragraphs with notes are not moved or copied: notes must stand in their part in the order of their
marks, as Word writes them, or LibreOffice takes one for the other.
"""

import copy
import random
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from vnr_app.domain.parcels import NAMESPACE, from_json
from vnr_app.domain.richtext_ops import value_refs

WHO = ("Anna Ministry", "Ben Statistics")
WHEN = "2026-03-01T10:00:00Z"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
UNPLACED = ""
"""Where an edit belongs that no section can take."""


@dataclass
class Edit:
    """What was done: kind, the section it belongs to, and the words that must be found there."""

    kind: str
    section: str
    words: tuple[str, ...] = ()
    author: str = ""


@dataclass
class Target:
    """A paragraph of a section's text."""

    section: str
    name: str
    element: object

    @property
    def paragraph(self):
        return Paragraph(self.element, None)


def manifest_of(path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name) if name.startswith("customXml/item") else b""
            if NAMESPACE.encode() in content and b"<parcel" in content[:200]:
                return from_json(etree.fromstring(content).text)
    return None


@dataclass
class Desk:
    path: object
    seed: int = 0
    edits: list = field(default_factory=list)

    def __post_init__(self):
        self.manifest = manifest_of(self.path)
        self.document = docx.Document(self.path)
        self.body = self.document.element.body
        self.random = random.Random(self.seed)
        self.count = self.seed * 1000
        self.homes = {name: text.key for text in self.manifest.texts for name in text.names}
        self.used = set()
        self.free = defaultdict(list)
        for element in self.body.iterchildren(qn("w:p")):
            marks = [m.get(qn("w:name")) for m in element.iter(qn("w:bookmarkStart"))]
            names = [m.removeprefix("vnr_b_") for m in marks if m.startswith("vnr_b_")]
            style = Paragraph(element, self.document).style.name.lower()
            if names and names[0] in self.homes and len(words_in(element).split()) > 7:
                if element.find(qn("w:pPr") + "/" + qn("w:numPr")) is not None or "list" in style:
                    kind = "item"
                elif "heading" in style or "caption" in style or "box" in style:
                    kind = "styled"
                else:
                    kind = "body"
                self.free[kind].append(Target(self.homes[names[0]], names[0], element))
        for targets in self.free.values():
            self.random.shuffle(targets)

    def word(self):
        self.count += 1
        return f"zqx{self.count:05}"

    def take(self, kind="body", *, plain=False, notes=True, following=False):
        """A paragraph that nothing was done to; `plain` one without numbers, fields and notes."""
        for number, target in enumerate(self.free[kind]):
            element = target.element
            nearby = (element, element.getnext(), element.getprevious())
            if any(each in self.used for each in nearby):
                continue
            if plain and self.values(target):
                continue
            if (plain or not notes) and has_objects(element):
                continue
            if following and not any(t.element is element.getnext() for t in self.free[kind]):
                continue
            del self.free[kind][number]
            self.used |= {each for each in nearby if each is not None}
            return target
        raise LookupError(kind)

    def values(self, target):
        text = next(t for t in self.manifest.texts if t.key == target.section)
        block = text.names[target.name]
        return [value for value in text.values if value.block == block]

    def done(self, kind, section, *words, author=""):
        self.edits.append(Edit(kind, section, words, author))

    def save(self, path):
        self.document.save(path)
        return path

    # --- Plain edits ----------------------------------------------------------------------

    def append(self):
        target, word = self.take(), self.word()
        target.paragraph.add_run(f" And {word} was added.")
        self.done("append", target.section, word)

    def prepend(self):
        target, word = self.take(), self.word()
        run = target.paragraph.add_run(f"First {word}. ")
        after_marks(target.element).addprevious(run._r)
        self.done("prepend", target.section, word)

    def replace_words(self):
        target, word = self.take(plain=True), self.word()
        run = longest_run(target.element)
        parts = run.text.split(" ")
        parts[len(parts) // 2] = word
        run.text = " ".join(parts)
        self.done("replace-words", target.section, word)

    def rewrite(self):
        target, word = self.take(plain=True), self.word()
        for run in target.element.findall(qn("w:r")):
            target.element.remove(run)
        target.paragraph.add_run(f"This was {word} rewritten altogether by the ministry.")
        self.done("rewrite", target.section, word)

    def rewrite_unmarked(self):
        target, word = self.take(plain=True), self.word()
        for child in list(target.element):
            if child.tag != qn("w:pPr"):
                target.element.remove(child)
        target.paragraph.add_run(f"Another {word} text in a paragraph that lost its mark.")
        self.done("rewrite-unmarked", target.section, word)

    def delete(self):
        target = self.take(plain=True)
        self.body.remove(target.element)
        self.done("delete", target.section)

    def split(self):
        target, word = self.take(notes=False), self.word()
        second = copy.deepcopy(target.element)
        drop_marks(second)
        longest = longest_run(target.element)
        half = len(longest.text) // 2
        place = runs_of(target.element).index(longest)
        for run in runs_of(target.element)[place + 1 :]:
            target.element.remove(run)
        for run in runs_of(second)[:place]:
            second.remove(run)
        start, rest = longest.text[:half], longest.text[half:]
        longest.text = f"{start} {word}"
        runs_of(second)[0].text = rest
        target.element.addnext(second)
        self.done("split", target.section, word)

    def merge(self):
        target, word = self.take(following=True), self.word()
        following = target.element.getnext()
        target.paragraph.add_run(f" {word} ")
        for child in list(following):
            if child.tag != qn("w:pPr"):
                target.element.append(child)
        self.body.remove(following)
        self.free["body"] = [t for t in self.free["body"] if t.element is not following]
        self.done("merge", target.section, word)

    def move_within(self):
        target, word = self.take(notes=False, following=True), self.word()
        following = target.element.getnext()
        target.paragraph.add_run(f" Moved {word}.")
        following.addnext(target.element)
        self.done("move-within", target.section, word)

    def move_elsewhere(self):
        target, other, word = self.take(notes=False), self.take(), self.word()
        target.paragraph.add_run(f" Moved away {word}.")
        other.element.addnext(target.element)
        self.done("move-elsewhere", other.section, word)

    def new_paragraph(self):
        target, word = self.take(), self.word()
        target.element.addnext(new_paragraph(f"A new paragraph says {word} here."))
        self.done("new-paragraph", target.section, word)

    def new_heading(self):
        target, word = self.take(), self.word()
        made = self.document.add_paragraph(f"Heading {word}", style="Heading 3")._p
        target.element.addnext(made)
        self.done("new-heading", target.section, word)

    def edit_item(self):
        target, word = self.take("item"), self.word()
        target.paragraph.add_run(f" and {word}")
        self.done("edit-item", target.section, word)

    def new_item(self):
        target, word = self.take("item"), self.word()
        made = copy.deepcopy(target.element)
        drop_marks(made)
        for run in runs_of(made)[1:]:
            made.remove(run)
        runs_of(made)[0].text = f"Another item {word}"
        target.element.addnext(made)
        self.done("new-item", target.section, word)

    def bold(self):
        target = self.take()
        for run in target.paragraph.runs:
            run.bold = True
        self.done("bold", target.section)

    def restyle(self):
        target, word = self.take(), self.word()
        target.paragraph.add_run(f" Quoted {word}.")
        target.element.pPr.pStyle.val = self.document.styles["Quote"].style_id
        self.done("restyle", target.section, word)

    def copy_paste(self):
        target, other, word = self.take(plain=True), self.take(), self.word()
        made = copy.deepcopy(target.element)
        made.append(new_run(f" Copied {word}."))
        other.element.addnext(made)
        self.done("copy-paste", other.section, word)

    def new_table(self):
        target, word, second = self.take(), self.word(), self.word()
        table = self.document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(1, 1).text = word, f"{second} in a cell"
        target.element.addnext(table._tbl)
        self.done("new-table", target.section, word, second)

    def edit_note(self):
        word = self.word()
        for target in [t for targets in self.free.values() for t in targets]:
            mark = target.element.find(".//" + qn("w:footnoteReference"))
            if mark is None or target.element in self.used:
                continue
            part = footnotes_part(self.document)
            root = etree.fromstring(part.blob)
            note = root.find(f"{qn('w:footnote')}[@{qn('w:id')}='{mark.get(qn('w:id'))}']")
            list(note.iter(qn("w:t")))[-1].text += f" {word}"
            part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            self.used.add(target.element)
            self.done("edit-note", target.section, word)
            return
        raise LookupError("note")

    def change_number(self):
        """Type over a living number in the paragraph."""
        for target in list(self.free["body"]) + list(self.free["item"]):
            values = self.values(target)
            run = next(
                (r for r in runs_of(target.element) if values and values[0].text in r.text), None
            )
            if run is None or target.element in self.used:
                continue
            self.used.add(target.element)
            now = f"9{self.count % 1000}.7"
            self.count += 1
            run.text = run.text.replace(values[0].text, now, 1)
            self.done("number", target.section, now)
            return
        raise LookupError("number")

    # --- What no section can take ---------------------------------------------------------

    def edit_data(self):
        """Type into a cell of a table that the report makes."""
        word = self.word()
        tables = [t for t in self.body.iter(qn("w:tbl")) if t not in self.used]
        tables = [t for t in tables if len(list(t.iter(qn("w:tr")))) > 4]
        tables = [t for t in tables if t.find(".//" + qn("w:bookmarkStart")) is None]
        table = self.random.choice(tables)
        self.used.add(table)
        cell = list(list(table.iter(qn("w:tr")))[3].iter(qn("w:tc")))[-1]
        cell.find(qn("w:p")).append(new_run(f" {word}"))
        self.done("edit-data", UNPLACED, word)

    def edit_title(self):
        word = self.word()
        heads = [
            p
            for p in self.body.iterchildren(qn("w:p"))
            if p not in self.used
            and any(
                m.get(qn("w:name")) in self.manifest.heads for m in p.iter(qn("w:bookmarkStart"))
            )
        ]
        head = self.random.choice(heads)
        self.used.add(head)
        head.append(new_run(f" {word}"))
        self.done("edit-title", UNPLACED, word)

    def before_all(self):
        word = self.word()
        self.body.insert(1, new_paragraph(f"On the cover {word}."))
        self.done("before-all", UNPLACED, word)

    def edit_margin(self):
        """Type into the header or footer of some pages."""
        word = self.word()
        holders = [each for s in self.document.sections for each in (s.header, s.footer)]
        own = [each for each in holders if not each.is_linked_to_previous]
        lines = [p for each in own for p in each.paragraphs if p.text.strip()]
        line = self.random.choice([p for p in lines if p._p not in self.used])
        self.used.add(line._p)
        line.add_run(f" {word}")
        self.done("edit-margin", UNPLACED, word)

    def change_chart(self):
        """Type another number into the data of a chart."""
        now = f"{self.count % 1000 + 5000}.25"
        self.count += 1
        parts = self.document.part.package.iter_parts()
        charts = [p for p in parts if "/charts/" in p.partname and p not in self.used]
        chart = self.random.choice(charts)
        self.used.add(chart)
        before, found, after = chart.blob.rpartition(b"</c:v>")
        chart._blob = before[: before.rindex(b"<c:v>")] + f"<c:v>{now}".encode() + found + after
        self.done("change-chart", UNPLACED, now)

    # --- What is drawn, and what the report says too ------------------------------------------

    def text_box(self):
        target, word = self.take(), self.word()
        target.element.append(new_box(f"In a box {word}."))
        self.done("text-box", target.section, word)

    def lettering(self):
        target, word = self.take(), self.word()
        target.element.append(new_lettering(word))
        self.done("lettering", target.section, word)

    def repeat_line(self):
        """A paragraph that says what the report says by itself somewhere else."""
        lines = [
            p.text
            for p in self.document.paragraphs
            if p.style.name == "Source" and p.text.isascii() and '"' not in p.text
        ]
        target, words = self.take(), self.random.choice(lines)
        target.element.addnext(new_paragraph(words))
        self.done("repeat-line", target.section, words)

    # --- Tracked changes ------------------------------------------------------------------

    def _change(self, name, author, *content):
        self.count += 1
        made = OxmlElement(f"w:{name}")
        made.set(qn("w:id"), str(90000 + self.count))
        made.set(qn("w:author"), author)
        made.set(qn("w:date"), WHEN)
        for each in content:
            made.append(each)
        return made

    def _deleted(self, run):
        for text in run.iter(qn("w:t")):
            text.tag = qn("w:delText")
        return run

    def tracked_insert(self):
        target, word, who = self.take(), self.word(), self.random.choice(WHO)
        target.element.append(self._change("ins", who, new_run(f" Tracked {word}.")))
        self.done("tracked-insert", target.section, word, author=who)

    def tracked_delete(self):
        target, who = self.take(plain=True), self.random.choice(WHO)
        run = longest_run(target.element)
        place = run.getparent().index(run)
        run.getparent().insert(place, self._change("del", who, self._deleted(run)))
        self.done("tracked-delete", target.section, author=who)

    def tracked_replace(self):
        target, word, who = self.take(plain=True), self.word(), self.random.choice(WHO)
        run = longest_run(target.element)
        parts = run.text.split(" ")
        half = len(parts) // 2
        gone, rest = copy.deepcopy(run), copy.deepcopy(run)
        run.text, rest.text = " ".join(parts[:half]) + " ", " " + " ".join(parts[half + 1 :])
        gone.text = parts[half]
        deleted = self._change("del", who, self._deleted(gone))
        run.addnext(deleted)
        inserted = self._change("ins", who, new_run(word))
        deleted.addnext(inserted)
        inserted.addnext(rest)
        self.done("tracked-replace", target.section, word, author=who)

    def tracked_paragraph(self):
        target, word, who = self.take(), self.word(), self.random.choice(WHO)
        made = new_paragraph("")
        made.append(self._change("ins", who, new_run(f"A tracked new paragraph {word}.")))
        mark_paragraph(made, self._change("ins", who))
        target.element.addnext(made)
        self.done("tracked-paragraph", target.section, word, author=who)

    def tracked_paragraph_gone(self):
        target, who = self.take(plain=True), self.random.choice(WHO)
        for run in runs_of(target.element):
            place = target.element.index(run)
            target.element.insert(place, self._change("del", who, self._deleted(run)))
        mark_paragraph(target.element, self._change("del", who))
        self.done("tracked-paragraph-gone", target.section, author=who)

    def tracked_move(self):
        target, other = self.take(plain=True), self.take()
        word, who = self.word(), self.random.choice(WHO)
        made = copy.deepcopy(target.element)
        drop_marks(made)
        content = [copy.deepcopy(run) for run in runs_of(made)]
        for child in list(made):
            if child.tag != qn("w:pPr"):
                made.remove(child)
        made.append(self._change("moveTo", who, *content))
        made.append(self._change("ins", who, new_run(f" {word}")))
        mark_paragraph(made, self._change("moveTo", who))
        for run in runs_of(target.element):
            place = target.element.index(run)
            target.element.insert(place, self._change("moveFrom", who, run))
        mark_paragraph(target.element, self._change("moveFrom", who))
        other.element.addnext(made)
        self.done("tracked-move", other.section, word, author=who)

    # --- Comments -------------------------------------------------------------------------

    def comment(self):
        target, word, who = self.take(), self.word(), self.random.choice(WHO)
        run = target.paragraph.runs[0]
        self.document.add_comment([run], text=f"Please check {word}.", author=who, initials="A")
        self.done("comment", target.section, word, author=who)

    def comment_and_edit(self):
        target, word, second = self.take(), self.word(), self.word()
        runs = target.paragraph.runs
        self.document.add_comment(runs, text=f"Why {word}?", author=WHO[0], initials="A")
        target.paragraph.add_run(f" Answered {second}.")
        self.done("comment", target.section, word, author=WHO[0])
        self.done("append", target.section, second)


TEXT_KINDS = (
    "append",
    "prepend",
    "replace_words",
    "rewrite",
    "rewrite_unmarked",
    "delete",
    "split",
    "merge",
    "move_within",
    "move_elsewhere",
    "new_paragraph",
    "new_heading",
    "edit_item",
    "new_item",
    "bold",
    "restyle",
    "copy_paste",
    "new_table",
    "edit_note",
    "change_number",
    "edit_data",
    "edit_title",
    "before_all",
    "edit_margin",
    "change_chart",
    "text_box",
    "lettering",
    "repeat_line",
    "tracked_insert",
    "tracked_delete",
    "tracked_replace",
    "tracked_paragraph",
    "tracked_paragraph_gone",
    "tracked_move",
    "comment",
    "comment_and_edit",
)


# --- Small tools --------------------------------------------------------------------------


def words_in(element):
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def has_objects(element):
    """Whether a paragraph has fields or notes: a copy of them makes no file that Word writes."""
    return any(True for _ in element.iter(qn("w:fldChar"), qn("w:footnoteReference")))


def runs_of(element):
    return element.findall(qn("w:r"))


def longest_run(element):
    return max(runs_of(element), key=lambda run: len(run.text))


def after_marks(element):
    """The first child that is neither properties nor a bookmark."""
    skipped = (qn("w:pPr"), qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
    return next(child for child in element if child.tag not in skipped)


def drop_marks(element):
    for mark in list(element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)


def new_run(text):
    run = OxmlElement("w:r")
    child = OxmlElement("w:t")
    child.text = text
    child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(child)
    return run


def new_box(text):
    """A run with a text box."""
    return parse_xml(
        f"<w:r {SPACES}><w:pict><v:shape style='width:200pt;height:60pt'><v:textbox>"
        f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )


def new_lettering(text):
    """A run with words that are drawn along a path."""
    return parse_xml(
        f"<w:r {SPACES}><w:pict><v:shape style='width:200pt;height:60pt'>"
        f"<v:textpath on='t' string='{text}'/></v:shape></w:pict></w:r>"
    )


def new_paragraph(text):
    made = OxmlElement("w:p")
    if text:
        made.append(new_run(text))
    return made


def mark_paragraph(element, change):
    """Say that the mark of a paragraph was inserted, deleted or moved."""
    properties = element.get_or_add_pPr()
    mark = properties.find(qn("w:rPr"))
    if mark is None:
        mark = OxmlElement("w:rPr")
        properties.append(mark)
    mark.insert(0, change)


def footnotes_part(document):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    return next(r.target_part for r in document.part.rels.values() if r.reltype == kind)


__all__ = ["TEXT_KINDS", "UNPLACED", "WHO", "Desk", "Edit", "manifest_of", "value_refs"]
