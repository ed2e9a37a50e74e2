"""The table of number words: every row is reached, a faulty one is named."""

from __future__ import annotations

from importlib import resources

import pytest

from tawthiq.errors import RefdataError
from tawthiq.language.ar import number_words as table
from tawthiq.text.normal import normalise


def test_no_row_is_dead() -> None:
    """Every row is what its own spelling leads to: an atom, a phrase or a sign."""
    text = resources.files("tawthiq.refdata").joinpath(table.FILE).read_text(encoding="utf-8")
    known = table.number_words()
    dead = []
    for row in table.rows(text):
        first, *rest = normalise(row.form).folded.split()
        if row.rule == "def":
            first = "ال" + first
        atom = known.atoms.get(first)
        phrases = known.phrases.get(first, ())
        alive = (
            (not rest and atom is not None and (atom.kind, str(atom.value)) == (row.kind, row.value))
            or any((phrase.kind, list(phrase.rest)) == (row.kind, rest) for phrase in phrases)
            or (not rest and row.kind in known.signs.get(first, ()))
        )
        if not alive:
            dead.append((row.form, row.kind))
    assert dead == []


HEADER = "form\tkind\tvalue\trule\tnote\n"


@pytest.mark.parametrize(
    ("rows", "line", "word"),
    [
        ("form\tkind\n", 1, "header"),
        (HEADER + "خمسة\tunit\t5\n", 2, "cells"),
        (HEADER + "# note\n\nخمسة\tone\t5\t\t\n", 4, "kind"),
        (HEADER + "خمسة\tunit\tfive\t\t\n", 2, "whole number"),
        (HEADER + "أكثر من\tmore_than\tleft\t\t\n", 2, "bound"),
        (HEADER + "خمسة\tunit\t5\tsometimes\t\n", 2, "rule"),
        (HEADER + "خمسة عشر\tunit\t15\t\t\n", 2, "one word"),
        (HEADER + "\tunit\t15\t\t\n", 2, "form"),
        (HEADER + "خمسة\tunit\t5\t\t\nخمسة\tunit\t5\t\t\n", 3, "already"),
    ],
)
def test_faulty_table(rows: str, line: int, word: str) -> None:
    with pytest.raises(RefdataError, match=word) as fault:
        table.rows(rows, file="numbers/ar.tsv")
    assert (fault.value.file, fault.value.line) == ("numbers/ar.tsv", line)
