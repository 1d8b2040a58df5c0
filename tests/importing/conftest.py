"""Fixtures for the import pipeline: a context of an invented review, and files made on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from vnr_app.domain.importplan import ImportPlan
from vnr_app.importing.pipeline import PlanContext, plan_file
from vnr_app.services.countries import country_of_name
from vnr_app.services.framework import load_framework

M49 = {"51": "ARM", "242": "FJI", "398": "KAZ", "417": "KGZ", "826": "GBR"}
NAMES = {
    "ARM": "Armenia",
    "FJI": "Fiji",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "GBR": "United Kingdom",
    "CAN": "Canada",
    "EGY": "Egypt",
    "KEN": "Kenya",
    "NGA": "Nigeria",
    "DMA": "Dominica",
}


@pytest.fixture
def context() -> Callable[..., PlanContext]:
    """The context of a country's review, by alpha-3."""

    def make(alpha3: str, indicator: str | None = None) -> PlanContext:
        m49 = next((code for code, area in M49.items() if area == alpha3), None)
        return PlanContext(
            load_framework(),
            alpha3,
            NAMES[alpha3],
            m49,
            M49.get,
            indicator=indicator,
            country_of_name=country_of_name,
        )

    return make


@pytest.fixture
def plan_rows(tmp_path: Path, context: Callable[..., PlanContext]) -> Callable[..., ImportPlan]:
    """Plan a workbook of one sheet with these rows, for Fiji unless said else."""

    def plan(
        rows: list[list[object]],
        name: str = "book.xlsx",
        country: str = "FJI",
        sheet: str = "Data",
        indicator: str | None = None,
    ) -> ImportPlan:
        book = Workbook()
        page = book.active
        page.title = sheet
        for row in rows:
            page.append(row)
        book.save(tmp_path / name)
        return plan_file(tmp_path / name, context(country, indicator))

    return plan


@pytest.fixture
def plan_text(tmp_path: Path, context: Callable[..., PlanContext]) -> Callable[..., ImportPlan]:
    """Plan a text file with this content, for Fiji unless said else."""

    def plan(
        content: str | bytes,
        name: str = "table.csv",
        country: str = "FJI",
        indicator: str | None = None,
    ) -> ImportPlan:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        return plan_file(tmp_path / name, context(country, indicator))

    return plan
