"""How well a spelling in a text agrees with the proper one: what folding blurs, looked at again."""

from __future__ import annotations

EXACT, FORGIVEN, DOUBTFUL, ANOTHER = 0, 1, 2, 3
"""As written · a common slip (hamza dropped, ه for ة, ى for ي) · letters of another word (أ for إ), to be believed only
where nothing else fits · another word (ة cannot be a pronoun)."""

_SLIPS = frozenset({"أا", "إا", "آا", "اأ", "اإ", "ةه", "يى", "ىي", "ؤو", "ئي", "ئى"})
"""Proper letter, then the letter written for it: slips that are common in posts and in plain keyboards."""

_TELLING = frozenset("أإآاىيةهؤئو")
"""Letters that folding gives another value or gets from another."""


def agreement(proper: str, written: str) -> int:
    """EXACT, FORGIVEN, DOUBTFUL or ANOTHER for a properly spelled form and the light spelling of the same letters.

    Both fold to the same letters; other differences (Persian ک for ك) are no matter.
    """
    if proper == written:
        return EXACT
    worst = EXACT
    for right, seen in zip(proper, written, strict=False):
        if right != seen and right in _TELLING and seen in _TELLING:
            if right == "ه":
                return ANOTHER
            worst = max(worst, FORGIVEN if right + seen in _SLIPS else DOUBTFUL)
    return worst
