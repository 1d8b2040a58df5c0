"""What is kept for a block is its own, and goes with it."""

import gc

from hypothesis import given

from tests.strategies import raw_documents
from vnr_app.domain.by_identity import ByIdentity
from vnr_app.domain.richtext import Document, Paragraph, Table, TableCell, TableRow, Text
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import clean_block, normalise


def test_equal_objects_keep_their_own_values():
    kept = ByIdentity()
    one, two = Paragraph(id="p"), Paragraph(id="p")
    assert one == two
    kept.put(one, "one")
    assert (kept.get(one), kept.get(two)) == ("one", None)


def test_a_value_goes_with_its_object():
    kept = ByIdentity()
    block = Paragraph(id="p")
    kept.put(block, "value")
    assert len(kept) == 1
    del block
    gc.collect()
    assert len(kept) == 0


@given(raw_documents())
def test_a_clean_block_is_itself_and_its_document_too(document):
    clean = [made for block in document.blocks if (made := clean_block(block)) is not None]
    assert all(clean_block(block) is block for block in clean)
    once = normalise(normalise(document))
    assert all(a is b for a, b in zip(once.blocks, normalise(once).blocks, strict=True))


@given(raw_documents())
def test_what_was_encoded_before_is_the_same_anew(document):
    document = normalise(document)
    first = encode(document)
    assert encode(document) == first
    assert encode(decode(first)) == first
    assert encode(Document(blocks=document.blocks[1:])) == encode(
        Document(blocks=decode(first).blocks[1:])
    )


def test_copies_of_an_id_get_new_ones_in_remembered_blocks_too():
    cell = TableCell(blocks=(Paragraph(id="same"),))
    blocks = (
        Paragraph(id="same", runs=(Text("one"),)),
        Table(id="same", rows=(TableRow((cell, cell)),)),
        Paragraph(id="same"),
    )
    clean = tuple(clean_block(block) for block in blocks)
    first, table, last = normalise(Document(blocks=clean)).blocks
    inner = [block.id for c in table.rows[0].cells for block in c.blocks]
    assert first.id == "same"
    assert len({"same", table.id, *inner, last.id}) == 5
    assert normalise(Document(blocks=clean)) == normalise(Document(blocks=blocks))
