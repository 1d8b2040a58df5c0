"""The guide's table of keys names every key of the program's commands and none else."""

import re
from itertools import groupby

from PySide6.QtGui import QKeySequence

from ui.commands.view import guide_file

_MENU = re.compile(r"## Menu (\w+)")
_ROW = re.compile(r"\| \*\*(.+)\*\* \| (.+) \|")


def _in_the_guide(text):
    menu, found = "", []
    for line in text.splitlines():
        if line.startswith("#"):
            head = _MENU.fullmatch(line)
            menu = head[1] if head else ""
        elif menu and (row := _ROW.fullmatch(line)):
            found.append((menu, row[1], row[2]))
    return found


def _in_the_program(commands):
    return [(each.menu, each.shortcut, each.title) for each in commands if each.shortcut]


def _as_guide(rows):
    """What the guide must say, to be put there after a change."""
    lines = []
    for menu, own in groupby(rows, key=lambda row: row[0]):
        lines += [f"## Menu {menu}", "", "| key | does |", "|---|---|"]
        lines += [f"| **{keys}** | {title} |" for _menu, keys, title in own] + [""]
    return "\n".join(lines)


def test_the_guide_names_every_key_and_none_else(window):
    text = guide_file().with_name("keyboard.md").read_text(encoding="utf-8")
    order = list(dict.fromkeys(each.menu for each in window.commands))
    wanted = sorted(_in_the_program(window.commands), key=lambda row: order.index(row[0]))
    assert _in_the_guide(text) == wanted, _as_guide(wanted)


def test_no_key_is_given_twice_and_each_can_be_typed(window):
    keys = [each.shortcut for each in window.commands if each.shortcut]
    assert len(set(keys)) == len(keys)
    assert all(QKeySequence(each).toString() == each for each in keys)
