"""Arms: weapons, what carried them, and how many strikes, in the words ``[first, last)`` of a page."""

from __future__ import annotations

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import Quantifier
from tawthiq.text.normal import fold

_STOPS = frozenset("،؛.!؟:\n")
_UNFIRED = frozenset(("armed_clash", "abduction"))
"""Kinds of occurrence that nothing is fired from the air in ("إنزال جوي")."""

_FLIGHT = frozenset(("تحليق", "بتحليق", "وتحليق", "لتحليق"))
_RUN_OVER = "vehicle_incident"
_VEHICLES = frozenset(("tank", "vehicle"))
_AIMING = frozenset(("استهداف", "تفجير", "ضرب", "مهاجمة"))
"""Nouns of attack whose object follows at once."""

_ROCKETS = frozenset(
    (
        "multiple_rocket", "ballistic_missile", "surface_missile", "cruise_missile", "antitank_missile", "cluster",
        "guided_missile", "thermobaric", "improvised_rocket", "air_rocket",
    )
)  # fmt: skip
_SORTS: dict[str, frozenset[str]] = {"rocket": _ROCKETS, "guided_missile": frozenset(("antitank_missile",))}
"""Code of a munition of any sort -> codes that say more exactly which."""

_UNTOLD = frozenset(("استمرار", "تواصل", "تجدد", "معظم", "توقف", "وقف"))
"""Words behind which strikes are spoken of and not counted ("في ظل استمرار غارات الطيران")."""

_FALLS = frozenset(("سقط", "سقوط", "تساقط", "ألقى", "ألقي", "إلقاء", "أطلق", "إطلاق"))
_BLOW = "ضربة"
_ABSENT = frozenset(("لا", "ولا", "بلا", "دون", "بدون"))
_SOME = frozenset(("عده", "عدد", "بعده", "بعدد", "بعض", "العديد"))


class Arm(msgspec.Struct, frozen=True):
    """A munition or platform at words ``[first, last)``. ``scout``: a platform that counts only if it strikes."""

    first: int
    last: int
    code: str
    scout: bool = False


class StrikeFigure(msgspec.Struct, frozen=True, kw_only=True):
    """How many strikes: words ``[first, last)``."""

    first: int
    last: int
    unit: str
    quantifier: Quantifier
    stated: tuple[int, ...] = ()
    nearly: bool = False


def munitions(page: Page, first: int, last: int) -> list[Arm]:
    """Munitions named, the longest of those on the same words; a word for any of a kind yields to a more exact one
    that it is told with ("صاروخ من نوع سكود")."""
    found = [_arm(m) for m in _longest(page, first, last, "munition")]
    return [arm for arm in found if not any(_exacter(page, arm, other) for other in found)]


def _exacter(page: Page, arm: Arm, other: Arm) -> bool:
    """Does the other munition say of which sort this one is?"""
    if other.code not in _SORTS.get(arm.code, ()):
        return False
    between = page.words[min(arm.last, other.last) : max(arm.first, other.first) + 1]
    return not any(word.folded.startswith("و") or word.folded in _STOPS for word in between)


def platforms(page: Page, first: int, last: int) -> list[Arm]:
    """Platforms named; a scout plane counts only where it strikes, which the caller knows. A vehicle that was hit
    ("تدمير دبابة", "استهداف سيارة عسكرية") carried nothing."""
    running = next((m for m in page.of(first, last, "attack") if m.reading.entry.code == _RUN_OVER), None)
    told = [m for m in _longest(page, first, last, "platform") if not _idle(page, m, first)]
    found = [_arm(m) for m in told if running is not None or not _any_car(m)]
    if running is not None and not found:
        cars = page.of(running.last, last, "facility")
        found += [Arm(car.first, car.last, "vehicle") for car in cars if car.reading.entry.code == "vehicle"][:1]
    return found


def _any_car(mention: Mention) -> bool:
    """Is it an everyday word for a vehicle (عربة), which carries a weapon only by its description?"""
    entry = mention.reading.entry
    return entry.code == "vehicle" and entry.attributes.get("weight") == "weak"


def _idle(page: Page, mention: Mention, first: int) -> bool:
    """Does the mention carry no weapon here: a vehicle that was hit, a plane that only flew over ("تحليق للطيران"),
    or "from the air" beside no fire ("إنزال جوي")?"""
    entry = mention.reading.entry
    if any(page.words[i].folded in _FLIGHT for i in range(max(first, mention.first - 2), mention.first)):
        return True
    if entry.pos == "adj" and entry.attributes.get("weight") == "weak":
        near = page.at(mention.first - 1, "attack", "strike", "munition", "platform") if mention.first > first else None
        fired = near is not None and near.reading.entry.code not in _UNFIRED
        return not fired and not mention.reading.prefix.startswith("و")
    return _hit(page, mention, first)


def _hit(page: Page, mention: Mention, first: int) -> bool:
    """Is it a vehicle that was struck or destroyed?"""
    if mention.reading.entry.code not in _VEHICLES or mention.first <= first:
        return False
    if mention.reading.prefix not in ("", "ل"):
        return False
    if page.at(mention.first - 1, "damage") is not None:
        return True
    aim = page.at(mention.first - 1, "attack")
    noun = aim is not None and aim.reading.entry.pos == "noun" and aim.reading.entry.lemma in _AIMING
    return noun and mention.reading.entry.code == "vehicle"


def _arm(mention: Mention) -> Arm:
    attributes = mention.reading.entry.attributes
    return Arm(mention.first, mention.last, attributes.get("code", "other"), attributes.get("type") == "if_strikes")


def _longest(page: Page, first: int, last: int, sense: str) -> list[Mention]:
    """Mentions of a sense, without those that lie inside a longer one."""
    found: list[Mention] = []
    for mention in page.of(first, last, sense):
        if any(page.words[i].folded in _ABSENT for i in range(max(first, mention.first - 2), mention.first)):
            continue
        if found and mention.first < found[-1].last:
            if mention.last - mention.first > found[-1].last - found[-1].first:
                found[-1] = mention
            continue
        found.append(mention)
    return found


def strikes(page: Page, first: int, last: int) -> list[StrikeFigure]:
    """Counts of raids, shells, explosions …; the bare instrument (بالقذائف) is a munition and no count."""
    found = []
    for mention in _longest(page, first, last, "strike"):
        figure = _strike(page, mention, first)
        if figure is not None:
            found.append(figure)
    return found


def _strike(page: Page, mention: Mention, start: int) -> StrikeFigure | None:
    """The count of one strike noun, or None where it is not counted."""
    reading = mention.reading
    unit = reading.entry.code or "other"
    form = _number(mention)
    number = next(
        (
            n
            for n in page.numbers
            if n.last == mention.first and n.first >= start and not (n.ordinal or n.year_like or n.calibre)
        ),
        None,
    )
    if number is not None and number.quantifier == "most":
        return None
    if number is not None:
        return StrikeFigure(
            first=number.first,
            last=mention.last,
            unit=unit,
            quantifier=number.quantifier,
            stated=number.stated,
            nearly=number.nearly,
        )
    before = page.words[mention.first - 1].folded if mention.first > start else ""
    if before in _SOME:
        return StrikeFigure(first=mention.first - 1, last=mention.last, unit=unit, quantifier="plural")
    if form == "dual":
        return StrikeFigure(first=mention.first, last=mention.last, unit=unit, quantifier="exact", stated=(2,))
    blow = reading.entry.lemma.split()[0] == _BLOW
    if form == "pl" and (before in _UNTOLD or (blow and reading.prefix.endswith("ب"))):
        return None
    blown = page.at(mention.last, "munition") if unit == "explosion" and form == "sg" else None
    if blown is not None and not blown.reading.prefix and _number(blown) == "dual":
        return StrikeFigure(first=mention.first, last=blown.last, unit=unit, quantifier="exact", stated=(2,))
    definite = reading.definite or page.words[mention.first].folded[len(reading.prefix) :].startswith("ال")
    if definite and (unit != "raid" or form != "pl"):
        return None
    if form == "sg" and (unit not in ("explosion", "other") or (blow and not reading.suffix)):
        return StrikeFigure(first=mention.first, last=mention.last, unit=unit, quantifier="exact", stated=(1,))
    if form == "pl" and (unit == "raid" or blow or _fell(page, mention, start)):
        return StrikeFigure(first=mention.first, last=mention.last, unit=unit, quantifier="plural")
    return None


def _fell(page: Page, mention: Mention, start: int) -> bool:
    """Are they told to have fallen or been fired, by a verb before them or right behind ("قذائف مدفعية سقطت"), or are
    they the subject of the attack ("استهدفت صواريخ إسرائيلية")?"""
    if mention.reading.prefix:
        return False
    light = page.at(mention.first - 1, "light") if mention.first > start else None
    if light is not None and light.reading.entry.lemma in _FALLS:
        return True
    for index in (mention.last, mention.last + 1):
        light = page.at(index, "light")
        if light is not None and light.reading.entry.lemma in _FALLS and light.reading.entry.pos == "verb":
            return True
    aim = page.at(mention.first - 1, "attack") if mention.first > start else None
    return aim is not None and aim.reading.entry.pos == "verb"


def _number(mention: Mention) -> str | None:
    """Singular, dual or plural: by the reading, and for rows of several words by the form of the first."""
    reading = mention.reading
    if reading.number is not None:
        return reading.number
    first, lemma = reading.form.removeprefix("ال"), fold(reading.entry.lemma.split()[0])
    if first in (lemma, f"{lemma}ا"):
        return "sg"
    stem = lemma.removesuffix("ه")
    dual = first.startswith(stem) and first.endswith(("ين", "ان"))
    return "dual" if dual or first == f"{stem}ي" else "pl"
