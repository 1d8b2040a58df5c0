import hashlib
import io

import pytest
from PIL import Image

from vnr_app.domain.richtext import Document, Figure, Paragraph
from vnr_app.errors import KnownError
from vnr_app.services import history, images, reviews


def picture(kind="PNG", size=(40, 30), mode="RGB", **how):
    stream = io.BytesIO()
    Image.new(mode, size, 128 if mode in "L1P" else None).save(stream, kind, **how)
    return stream.getvalue()


def exif():
    noted = Image.Exif()
    noted[0x010F] = "A camera of Yerevan"
    noted[0x0112] = 6  # lies on its side
    return noted


def reopened(found):
    return Image.open(io.BytesIO(found.data))


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"),
        ("BMP", "image/png"), ("TIFF", "image/png"), ("WEBP", "image/png"),
    ],
)  # fmt: skip
def test_pictures_of_every_usual_kind_are_taken(review, kind, mime):
    found = images.add(review, picture(kind))
    assert (found.mime, found.width, found.height) == (mime, 40, 30)
    assert reopened(found).size == (40, 30)
    assert found.id == hashlib.sha256(found.data).hexdigest()
    assert images.load(review, found.id) == found


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_mode_are_taken(review, mode):
    found = images.add(review, picture("TIFF", mode=mode))
    assert (found.mime, found.width) == ("image/png", 40)


def test_a_picture_is_stored_once_and_is_no_step_of_undo(closed_review):
    with reviews.open_review(closed_review) as review:
        before = history.operations(review)
        first = images.add(review, picture())
        assert images.add(review, picture()) == first
        assert images.known(review) == {first.id}
        assert history.operations(review) == before
        assert history.broken_links(review) == ()
    with reviews.open_review(closed_review) as review:
        assert images.load(review, first.id) == first
        assert images.load(review, "nothing") is None


def test_a_jpeg_that_notes_nothing_keeps_its_bytes(review):
    data = picture("JPEG")
    assert images.add(review, data).data == data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_what_the_camera_noted_is_left_out_and_the_picture_stands_upright(review, kind):
    data = picture(kind, exif=exif())
    assert b"Yerevan" in data
    found = images.add(review, data)
    assert b"Yerevan" not in found.data
    assert (found.width, found.height) == (30, 40)
    assert reopened(found).getexif().get(0x0112) in (None, 1)


def test_what_a_program_wrote_into_a_gif_is_left_out(review):
    found = images.add(review, picture("GIF", comment=b"Made in Yerevan"))
    assert b"Yerevan" not in found.data
    assert (found.mime, found.width) == ("image/png", 40)


def test_the_photo_of_a_phone_with_a_second_picture_stays_a_jpeg(review):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(
        stream, "MPO", save_all=True, append_images=[Image.new("RGB", (20, 15))]
    )
    found = images.add(review, stream.getvalue())
    assert (found.mime, found.width) == ("image/jpeg", 40)


@pytest.mark.parametrize("data", [b"", b"words", picture()[:60], picture("JPEG")[:200], b"<svg/>"])
def test_what_is_no_picture_is_refused(review, data):
    with pytest.raises(KnownError) as caught:
        images.add(review, data)
    assert caught.value.code == "not-a-picture"
    assert images.known(review) == frozenset()


def test_pictures_that_are_too_large_are_refused(review):
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    wide = picture("PNG", size=(10_000, 5_001), mode="1")
    for data in (bomb.getvalue(), wide, b"0" * (images.MOST_BYTES + 1)):
        with pytest.raises(KnownError) as caught:
            images.add(review, data)
        assert caught.value.code == "picture-too-large"


def test_pictures_of_texts_are_those_that_they_show(review):
    shown = images.add(review, picture())
    images.add(review, picture(size=(10, 10)))
    text = Document(blocks=(Paragraph(), Figure(image_id=shown.id), Figure(image_id="gone")))
    assert images.of_texts(review, (text, text)) == {shown.id: shown}
