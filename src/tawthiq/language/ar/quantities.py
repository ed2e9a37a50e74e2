"""Quantities: numerals with the words that bound them, ranges, and words of quantity without a number.

Reads a list of words from left to right once. At each number word or bound it takes the longest reading; what is no
count (dates, hours, percentages, designations) is passed over whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.language.ar.number_mentions import Bound, NumberMention, Quantities
from tawthiq.language.ar.number_ranges import NumberRange, NumberRanges
from tawthiq.language.ar.number_signs import YEARS, NumberSigns
from tawthiq.language.ar.number_words import BOUNDS, Atom, NumberWords
from tawthiq.language.ar.numerals import Numeral, Numerals
from tawthiq.model.codes import Quantifier
from tawthiq.text.words import Word

_GAP = 4
"""Words between عدد and its number in تجاوز عدد قتلى القصف الروسي 50."""
_TEN = 10
_VAGUE: dict[int, Quantifier] = {10: "tens", 12: "dozens", 100: "hundreds"}


class QuantityReader:
    """Reads one list of words. Use :meth:`read` once."""

    __slots__ = ("_distant", "_done", "known", "numerals", "ranges", "signs", "words")

    def __init__(self, words: Sequence[Word], known: NumberWords) -> None:
        self.words = words
        self.known = known
        self.numerals = Numerals(words, known)
        self.signs = NumberSigns(words, known)
        self.ranges = NumberRanges(self.numerals, self.signs)
        self._done = Quantities([], [])
        self._distant: dict[int, Bound] = {}

    def read(self) -> Quantities:
        """All quantities, in order."""
        atoms, phrases = self.known.atoms, self.known.phrases
        goal = 0
        for at, word in enumerate(self.words):
            if at >= goal and (word.kind == "number" or word.folded in phrases or word.folded in atoms):
                goal = self._from(at)
        return self._done

    def _from(self, at: int) -> int:
        """Reads what starts at ``at``; the index to go on from."""
        found = self.known.phrase(self.words, at)
        if found is None:
            return self._counted(at, None) or at + 1
        phrase, last = found
        if phrase.kind == "some":
            self._done.numbers.append(
                NumberMention(at, last, "plural", style="vague", proclitic=phrase.proclitic, floor=2)
            )
        elif phrase.kind == "between":
            between = self.ranges.between(at, last)
            return last if between is None else self._ranged(between, None)
        elif phrase.kind in BOUNDS:
            return self._bounded(Bound(at, last, phrase.kind, phrase.side, phrase.rule, phrase.proclitic))
        return last

    def _bounded(self, bound: Bound) -> int:
        """Reads a bound: with the number after it, or standing with a noun."""
        if bound.side != "post":
            inner = self._inner(bound)
            after = self._counted(self.signs.start(inner.last), inner)
            if after is not None:
                return after
        if bound.side in ("both", "post"):
            self._done.bounds.append(bound.mention(post=True))
        elif bound.side == "pre" and self._is_bare_noun(bound.last):
            self._done.bounds.append(bound.mention(post=False))
        elif bound.side == "gap":
            self._reach(bound)
        return bound.last

    def _is_bare_noun(self, at: int) -> bool:
        """Whether the word at ``at`` may be a noun that a bound before it counts: no article, no hour."""
        bare = self.signs.kind(at) == "word" and not self.signs.folded(at).startswith("ال")
        return bare and not self.known.has(self.words, at, "clock")

    def _inner(self, bound: Bound) -> Bound:
        """The bound with a second one right after it ("at least about 20"). A firm one goes before a vague one."""
        found = self.known.phrase(self.words, bound.last) if bound.last < len(self.words) else None
        if found is None or found[0].kind not in BOUNDS or found[0].side == "post":
            return bound
        kind = found[0].kind if bound.kind in ("approximately", "nearly") else bound.kind
        return Bound(bound.first, found[1], kind, bound.side, bound.rule, bound.proclitic)

    def _reach(self, bound: Bound) -> None:
        """Keeps a bound for a number some words on: تجاوز عدد القتلى 50."""
        if not self.signs.folded(bound.last).startswith(("عدد", "العدد", "حصيله")):
            return
        for at in range(bound.last + 1, bound.last + 2 + _GAP):
            if self.signs.kind(at) == "number" or self.numerals.atom(at) is not None:
                self._distant[at] = Bound(bound.first, bound.last, bound.kind, "", "", bound.proclitic, apart=True)
            if self.signs.kind(at) != "word" or at in self._distant:
                return

    def _counted(self, at: int, bound: Bound | None) -> int | None:
        """Reads the quantity at ``at`` under ``bound``. None where none starts there; else where to go on."""
        if at >= len(self.words):
            return None
        digits = self.words[at].kind == "number"
        if digits and self.signs.chain(at) > at:
            return self.signs.chain(at)
        numeral = self.numerals.read(at)
        if numeral is None:
            return at + 1 if digits else self._vague(at, bound)
        atom = self.numerals.atom(at)
        definite = self.signs.folded(at - 1) == "ال" or (atom is not None and atom.article)
        if self.signs.is_designation(at, numeral.last, definite=definite) or self.signs.is_day(numeral):
            return numeral.last
        if bound is not None and bound.rule == "ten" and numeral.value < _TEN:
            bound = None
        spread = self.ranges.after(numeral)
        if spread is not None:
            return self._ranged(spread, bound)
        percentage = self.signs.percentage(at, numeral.last)
        return self._single(numeral, bound) if percentage is None else percentage

    def _ranged(self, spread: NumberRange, bound: Bound | None) -> int:
        """Adds a range, unless it is one of days or percentages; where to go on."""
        low, high = spread.low, spread.high
        percentage = self.signs.percentage(low.first, high.last)
        if percentage is not None or self.signs.is_day(high):
            return percentage or high.last
        years = low.value in YEARS and high.value in YEARS and low.digits and high.digits
        year = years and (spread.dashed or self.signs.is_year(low) or self.signs.is_year(high))
        calibre = self.signs.is_calibre(low) or self.signs.is_calibre(high)
        at_word = self.numerals.atom(low.first) if spread.first == low.first else None
        first, proclitic = spread.first, at_word.proclitic if at_word else 0
        if bound is not None:
            first, proclitic = bound.first, bound.proclitic
        self._done.numbers.append(
            NumberMention(
                first,
                spread.last,
                "range",
                (low.value, high.value),
                style="digits" if low.digits or high.digits else "words",
                proclitic=proclitic,
                year_like=year,
                calibre=calibre,
            )
        )
        return spread.last

    def _single(self, numeral: Numeral, bound: Bound | None) -> int:
        """Adds one numeral with what bounds it; where to go on."""
        year = self.signs.is_year(numeral) or self._follows(numeral, "year_like")
        calibre = self.signs.is_calibre(numeral) or self._follows(numeral, "calibre")
        first, last, proclitic = numeral.first, numeral.last, numeral.proclitic
        quantifier: Quantifier = "exact"
        if year or calibre or numeral.ordinal:
            bound = None
        else:
            bound = bound or self._bound_after(last) or self._distant.pop(first, None)
            some_more = self._nayyif(last)
            if bound is None and some_more > last:
                quantifier, last = "decade_plus", some_more
        if bound is not None:
            quantifier = bound.quantifier
            if bound.first < first and not bound.apart:
                first, proclitic = bound.first, bound.proclitic
            elif not bound.apart:
                last = bound.last
        self._done.numbers.append(
            NumberMention(
                first,
                last,
                quantifier,
                (bound.stated(numeral.value) if bound else numeral.value,),
                nearly=bound is not None and bound.nearly,
                style="digits" if numeral.digits else "words",
                proclitic=proclitic,
                ordinal=numeral.ordinal,
                year_like=year,
                calibre=calibre,
                bound=(bound.first, bound.last) if bound is not None and bound.apart else None,
            )
        )
        return last

    def _follows(self, numeral: Numeral, flag: str) -> bool:
        """Whether و joins the numeral to a year or a calibre right before it: 2011 و2012, 120 و130 ملم."""
        before = self._done.numbers[-1] if self._done.numbers else None
        if before is None or not getattr(before, flag) or self.signs.folded(numeral.first - 1) != "و":
            return False
        return before.last == numeral.first - 1 and (flag != "year_like" or numeral.value in YEARS)

    def _bound_after(self, at: int) -> Bound | None:
        """The bound right after a numeral: 5 على الأقل, 20 تقريباً, 10 أو أكثر."""
        found = self.known.phrase(self.words, at) if at < len(self.words) else None
        if found is None or found[0].kind not in BOUNDS or found[0].side not in ("both", "post"):
            return None
        return Bound(at, found[1], found[0].kind, found[0].side, "", 0)

    def _nayyif(self, at: int) -> int:
        """The index after ونيّف "and some more" at ``at``, or ``at``."""
        apart = self.signs.folded(at) == "و"
        atom = self.numerals.atom(at + apart)
        joined = atom is not None and atom.kind == "nayyif" and (apart or atom.joined)
        return at + apart + 1 if joined else at

    def _vague(self, at: int, bound: Bound | None) -> int | None:
        """Adds a quantity without a number (عشرات, آلاف, بضعة, عدة, معظم); None where there is none."""
        atom = self.numerals.atom(at)
        if atom is None:
            return None
        first, proclitic = (bound.first, bound.proclitic) if bound else (at, atom.proclitic)
        last, quantifier, stated, floor = self._vague_value(at, atom)
        if quantifier is None:
            return None
        self._done.numbers.append(
            NumberMention(first, last, quantifier, stated, style="vague", proclitic=proclitic, floor=floor)
        )
        return last

    def _vague_value(self, at: int, atom: Atom) -> tuple[int, Quantifier | None, tuple[int, ...], int | None]:
        """(last, quantifier, stated, floor) of the vague word ``atom`` at ``at``; no quantifier where it is none."""
        after = self.numerals.atom(at + 1)
        if after is not None and (after.joined or after.tied):
            after = after if atom.kind in ("nayyif", "few") and after.kind == "ten" and not after.tied else None
        if atom.kind == "scale_plural":
            return at + 1, "thousands", (), atom.value
        if atom.kind == "vague":
            if after is not None and after.kind in ("scale_plural", "scale"):
                return at + 2, "thousands", (), atom.value * after.value
            return at + 1, _VAGUE[atom.value], (), atom.value
        if atom.kind in ("few", "some"):
            if after is not None and after.kind in ("scale_plural", "vague"):
                large: Quantifier = "thousands" if after.kind == "scale_plural" else _VAGUE[after.value]
                return at + 2, large, (), atom.value * after.value
            if (
                atom.kind == "few"
                and after is not None
                and (after.kind == "ten" or after.value == _TEN)
                and after.kind != "vague"
            ):
                return at + 2, "range", (after.value + 3, after.value + 9), None
            return at + 1, "few" if atom.kind == "few" else "plural", (), atom.value
        if atom.kind == "most":
            return at + 1, "most", (), 1
        if atom.kind == "nayyif" and after is not None and after.kind == "ten" and after.joined:
            return at + 2, "decade_plus", (after.value,), None
        return at + 1, None, (), None
