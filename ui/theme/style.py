"""The style sheet of the window, written from the colours and the type scale."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ui.theme.colors import Colors, blend, qt_palette
from ui.theme.fonts import FAMILIES, SIZES
from vnr_app.paths import resources_dir

_SHEET = """
QMainWindow, QDialog {{ background: {window}; }}
QToolTip {{ background: {text}; color: {page}; border: none; padding: 4px 8px; }}
QLabel {{ background: transparent; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="error"] {{ color: {error}; }}
QLabel[tone="warning"] {{ color: {warning}; }}
QLabel[tone="success"] {{ color: {success}; }}
QLabel[type="caption"] {{ font-size: {caption}px; }}
QLabel[type="small"] {{ font-size: {small}px; }}
QLabel[type="lead"] {{ font-size: {lead}px; }}
QLabel[type="heading"] {{ font-size: {heading}px; font-weight: 600; }}
QLabel[type="title"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[type="hero"] {{ font-size: {hero}px; font-weight: 600; }}
QLabel[strong="true"] {{ font-weight: 600; }}

QFrame[panel="page"] {{ background: {page}; border: none; }}
QFrame[panel="side"] {{ background: {window}; border: none; }}
QFrame[panel="card"] {{ background: {page}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[panel="editor"] {{ background: {page}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[panel="editor"][focused="true"] {{ border: 1px solid {accent}; }}
QFrame[panel="note"] {{ background: {raised}; border: none; border-radius: 6px; }}
QFrame[panel="bar"] {{ background: {window}; border: none; border-top: 1px solid {border}; }}
QFrame[panel="header"] {{ background: {page}; border: none; border-bottom: 1px solid {border}; }}
QFrame[panel="line"] {{ background: {border}; border: none; }}
QFrame[panel="origin"] {{ background: transparent; border: none; }}
QFrame[panel="origin"][origin="mine"] {{ background: {accent}; }}
QFrame[panel="origin"][origin="theirs"] {{ background: {warning}; }}
QFrame[panel="origin"][origin="both"] {{ background: {success}; }}
QFrame[banner="info"] {{ background: {accent_soft}; border: none; border-radius: 6px; }}
QFrame[banner="success"] {{ background: {success_soft}; border: none; border-radius: 6px; }}
QFrame[banner="warning"] {{ background: {warning_soft}; border: none; border-radius: 6px; }}
QFrame[banner="error"] {{ background: {error_soft}; border: none; border-radius: 6px; }}

QPushButton {{ background: {page}; color: {text}; border: 1px solid {strong_border};
  border-radius: 6px; padding: 0 14px; min-height: 30px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {border}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 13px; min-height: 28px; }}
QPushButton:disabled {{ color: {muted}; background: {window}; border-color: {border}; }}
QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {hover}; color: {muted};
  border-color: {border}; }}
QPushButton[role="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[role="quiet"]:hover {{ background: {hover}; }}
QPushButton[role="quiet"]:focus {{ border-color: {accent}; }}
QPushButton[role="nav"] {{ background: transparent; border: 1px solid transparent;
  text-align: left; padding: 0 10px; min-height: 32px; }}
QPushButton[role="nav"]:hover {{ background: {hover}; }}
QPushButton[role="nav"]:checked {{ background: {accent_soft}; font-weight: 600; }}
QPushButton[role="nav"]:focus {{ border: 1px solid {accent}; padding: 0 10px; min-height: 32px; }}
QPushButton[role="card"] {{ background: {page}; border: 1px solid {border}; border-radius: 8px;
  text-align: left; padding: 0; min-height: 104px; }}
QPushButton[role="card"][tall="true"] {{ min-height: 128px; }}
QPushButton[role="card"]:hover {{ border-color: {accent}; background: {raised}; }}
QPushButton[role="card"]:focus {{ border: 2px solid {accent}; padding: 0; min-height: 102px; }}
QPushButton[role="card"][tall="true"]:focus {{ min-height: 126px; }}
QPushButton[role="chip"] {{ border-radius: 13px; min-height: 24px; padding: 0 12px;
  border-color: {border}; font-size: {small}px; }}
QPushButton[role="chip"]:checked {{ background: {accent_soft}; border-color: {accent};
  color: {text}; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {accent}; padding: 0 11px; min-height: 22px; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 4px; color: {text}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:checked {{ background: {accent_soft}; border-color: {accent_soft}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton::menu-indicator {{ image: none; }}

QLineEdit, QComboBox, QSpinBox, QDateEdit {{ background: {page}; color: {text};
  border: 1px solid {strong_border}; border-radius: 6px; padding: 0 10px; min-height: 30px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
  border: 2px solid {accent}; padding: 0 9px;
  min-height: 28px; }}
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled {{ color: {muted};
  background: {window}; }}
QLineEdit[role="search"] {{ background: {hover}; border-color: transparent; }}
QLineEdit[role="search"]:focus {{ background: {page}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{
  background: transparent; border: none; padding: 0; min-height: 0; }}
QTreeWidget#palette {{ background: {window}; }}
QTreeWidget#palette::item {{ min-height: 34px; padding: 0 8px; }}
QTreeWidget#palette::item:selected {{ background: {accent_soft}; color: {text}; }}
QTreeWidget#figures {{ border: 1px solid {border}; border-radius: 6px; }}
QTreeWidget#figures:focus {{ border-color: {accent}; }}
QTreeWidget#figures::item, QListWidget#series::item {{ padding: 4px 8px; }}
QListWidget#sections::item {{ padding: 6px 10px; }}
QListWidget#sections::item:selected {{ background: {accent_soft}; color: {text}; }}
QTreeWidget#figures::item:selected, QListWidget#series::item:selected {{
  background: {accent_soft}; color: {text}; }}
QSpinBox QLineEdit, QDateEdit QLineEdit, QSpinBox QLineEdit:focus, QDateEdit QLineEdit:focus {{
  background: transparent; border: none; padding: 0 8px; min-height: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 24px; }}
QDateEdit::down-arrow {{ image: url("{icons}/arrow-{name}.svg"); width: 12px; height: 12px; }}
QComboBox::down-arrow {{ image: url("{icons}/arrow-{name}.svg"); width: 12px; height: 12px; }}
QComboBox[role="quiet"] {{ background: transparent; border-color: transparent; }}
QComboBox[role="quiet"]:hover {{ background: {hover}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QComboBox QAbstractItemView {{ background: {page}; color: {text}; border: 1px solid {strong_border};
  outline: none; padding: 4px; selection-background-color: {accent_soft};
  selection-color: {text}; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 8px; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator, QTreeView::indicator, QTableView::indicator,
QListView::indicator {{ width: 14px; height: 14px;
  border-radius: 3px; border: 1px solid {muted}; background: {page}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked,
QListView::indicator:checked {{
  background: {accent};
  border-color: {accent}; image: url("{icons}/tick-{name}.svg"); }}
QCheckBox::indicator:disabled, QTreeView::indicator:disabled {{ border-color: {border}; }}
QCheckBox:focus {{ background: {accent_soft}; border-radius: 4px; }}
QRadioButton {{ spacing: 8px; padding: 2px 6px 2px 0; border-radius: 4px; }}
QRadioButton:focus {{ background: {accent_soft}; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {muted};
  border-radius: 8px; background: {page}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}

QMenuBar {{ background: {window}; color: {text}; padding: 2px 8px; border: none;
  border-bottom: 1px solid {border}; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {page}; color: {text}; border: 1px solid {strong_border};
  padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}

QScrollArea, QAbstractScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {strong_border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {border}; }}

QTableView, QListView, QTreeView {{ background: {page}; color: {text}; outline: none;
  gridline-color: {border}; alternate-background-color: {raised};
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QTableView[framed="true"], QListView[framed="true"] {{ border: 1px solid {border};
  border-radius: 6px; }}
QTableView[framed="true"]:focus, QListView[framed="true"]:focus {{ border-color: {accent}; }}
QListView[panel="side"] {{ background: {window}; }}
QTableView::item {{ padding: 0 5px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QHeaderView {{ background: {page}; }}
QHeaderView::section {{ background: {raised}; color: {muted}; font-size: {small}px;
  font-weight: 600; border: none; border-bottom: 1px solid {border}; padding: 6px 8px; }}
QTableCornerButton::section {{ background: {raised}; border: none; }}

QProgressBar {{ background: {hover}; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 8px 4px; margin-right: 16px;
  border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; font-weight: 600; }}
QTabBar::tab:focus {{ color: {accent}; }}
QTabWidget::pane {{ border: none; }}
QTextEdit, QPlainTextEdit {{ background: {page}; color: {text};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QTextEdit[ground="note"] {{ background: {raised}; }}
QPlainTextEdit[framed="true"] {{ border: 1px solid {border}; border-radius: 6px; padding: 8px; }}
QPlainTextEdit[framed="true"]:focus {{ border-color: {accent}; }}
"""


def style_sheet(colors: Colors) -> str:
    """The style sheet in the given colours."""
    values = {name: getattr(colors, name) for name in colors.__slots__}
    values["accent_hover"] = blend(colors.accent, colors.text, 0.86)
    values["icons"] = (resources_dir() / "icons").as_posix()
    return _SHEET.format(**values, **SIZES)


def apply_theme(app: QApplication, colors: Colors) -> None:
    """Dress the whole application in the colours."""
    base = QFont(FAMILIES)
    base.setPixelSize(SIZES["base"])
    app.setFont(base)
    app.setPalette(qt_palette(colors))
    app.setStyleSheet(style_sheet(colors))
