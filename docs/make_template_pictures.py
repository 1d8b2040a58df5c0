"""Take the pictures of `docs/template-pictures`: key pages of the demo in each of our templates.

    python docs/make_template_pictures.py [FOLDER]

Needs LibreOffice, and `pdftoppm` of poppler-utils. Look at the pictures afterwards.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # noqa: E402

from vnr_app.exporting.pages import destinations  # noqa: E402
from vnr_app.exporting.pdf import convert_to_pdf  # noqa: E402
from vnr_app.jobs import JobContext  # noqa: E402
from vnr_app.services import exports, reviews  # noqa: E402
from vnr_app.services.demo import make_demo  # noqa: E402
from vnr_app.services.exports import Order  # noqa: E402
from vnr_app.services.report_templates import built_in  # noqa: E402

_PAGES = {
    "contents": "vnr_c_vnr_contents",
    "goal": "vnr_s_goal_3",
    "annex": "vnr_s_annex_statistics",
}
"""The page of each picture, by the bookmark that stands on it."""
_RESOLUTION = 72
_LARGEST = 60_000
"""Bytes of a picture."""
_SHADES = 192


def _picture(pdf: Path, page: int, target: Path) -> None:
    """A page as a PNG of few colours with a thin edge, so that white pages stand out."""
    drawn = target.with_suffix("")
    options = ["-png", "-singlefile", "-r", str(_RESOLUTION), "-f", str(page), "-l", str(page)]
    subprocess.run(["pdftoppm", *options, str(pdf), str(drawn)], check=True)
    with Image.open(target) as image:
        framed = Image.new("RGB", (image.width + 2, image.height + 2), "#B8C0C8")
        framed.paste(image, (1, 1))
    # This method keeps the small areas of strong colour, which the usual one greys.
    few = framed.quantize(_SHADES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    assert target.stat().st_size < _LARGEST, f"{target} is too large"


def main(folder: Path) -> None:
    """Write four pictures for each template."""
    folder.mkdir(parents=True, exist_ok=True)
    job = JobContext()
    with tempfile.TemporaryDirectory(prefix="vnr-pictures-") as work:
        demo = make_demo(Path(work) / "demo")
        with reviews.open_review(demo.review) as review:
            for name in built_in():
                word, pdf = Path(work) / f"{name}.docx", Path(work) / f"{name}.pdf"
                exports.export(review, word, Order(template=name), job=job)
                convert_to_pdf(word, pdf, job, named_places=True)
                places = destinations(pdf.read_bytes())
                pages = {"cover": 1, **{each: places[mark] for each, mark in _PAGES.items()}}
                for each, page in pages.items():
                    _picture(pdf, page, folder / f"{name}-{each}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT / "docs" / "template-pictures")
