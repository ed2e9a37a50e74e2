"""Nouns of people: which word counts persons, in which number, and what the words behind it say of the same people."""

from __future__ import annotations

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention
from tawthiq.language.ar.numbers import NumberMention

_RANK = "برتبه"
_HIT = frozenset(("محققه", "محققا", "محققين", "وتحقيق", "تحقيق", "وحققت", "وحققوا", "حققت", "مباشره", "دقيقه"))


def noun_at(page: Page, index: int) -> Mention | None:
    """The person or victim word at this index; a victim word wins, since it says the outcome too."""
    victim, person = page.at(index, "victim"), _owned(page, index) or page.at(index, "person")
    if victim is not None and (person is None or victim.last >= person.last):
        return victim
    return person


def _owned(page: Page, index: int) -> Mention | None:
    """The noun with a pronoun where the word is written with one: ابنه "his son" is not ابنة "daughter"."""
    if not 0 <= index < len(page.words) or not page.quote(index, index + 1).endswith("ه"):
        return None
    persons = (m for m in page.starting.get(index, ()) if m.reading.entry.sense == "person")
    return next((m for m in persons if m.reading.suffix and m.last == index + 1), None)


def family_of(page: Page, index: int) -> Mention | None:
    """The words "من عائلة واحدة", which tell of people already counted that they are one family."""
    if index >= len(page.words) or page.words[index].folded != "من":
        return None
    person = page.at(index, "person")
    return person if person is not None and person.reading.entry.attributes.get("group") == "family" else None


def form_of(noun: Mention) -> str | None:
    """Grammatical number of a noun; of fixed phrases what their row states."""
    return noun.reading.number or noun.reading.entry.attributes.get("number")


def describes(attributes: dict[str, str], noun: Mention, more: Mention) -> bool:
    """Does a person word right behind a noun say more of the same people, and not name others ("قناص امرأة")?"""
    reading = more.reading
    if reading.prefix or form_of(more) != form_of(noun) or reading.suffix:
        return False
    said = reading.entry.attributes
    fighters = attributes.get("status") == "combatant" and said.get("status") != "combatant"
    return not (fighters and (said.get("sex") or said.get("age") or said.get("status")))


def combined(noun: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """The noun's attributes with those of a word that describes it; a stated status beats an implied one, and a child
    or old person is no mere adult."""
    merged = {**more, **noun}
    if more.get("status") == "civilian" and noun.get("basis") != "stated":
        merged["status"], merged["basis"] = "civilian", more.get("basis", "implied")
    if more.get("age") in ("child", "elderly") and noun.get("age") in (None, "adult"):
        merged["age"] = more["age"]
    return merged


def numeral_behind(page: Page, noun: Mention, numbers: dict[int, NumberMention]) -> NumberMention | None:
    """The numeral behind a noun that counts it: "مدنيين اثنين", "وأطفالهما الثلاثة", "القتلى 22", "الجرحى: 9"."""
    colon = noun.last < len(page.words) and page.words[noun.last].folded == ":"
    behind = numbers.get(noun.last + colon)
    if behind is None or behind.ordinal or not behind.stated or behind.year_like:
        return None
    counting = noun_at(page, behind.last)
    if counting is not None and not counting.reading.prefix.startswith(("و", "ف")):
        return None
    reading = noun.reading
    if page.words[behind.first].folded.startswith("ال"):
        return behind if reading.definite or reading.suffix else None
    if reading.definite and reading.entry.sense == "victim" and form_of(noun) == "pl":
        alone = behind.last >= len(page.words) or stands_alone(page, behind.last)
        return behind if alone and not behind.proclitic else None
    plain = behind.style == "words" and not behind.proclitic and not colon and not reading.suffix
    return behind if plain else None


def stands_alone(page: Page, after: int) -> bool:
    """May a number without a noun count people: does a sign, a preposition or a new clause stand behind it?"""
    word = page.words[after]
    if (
        word.kind != "word"
        or page.at(after, "stop", "cause", "result", "and", "subset", "person", "victim") is not None
    ):
        return True
    return word.folded.startswith(("و", "ب"))


def only_describes(page: Page, noun: Mention) -> bool:
    """Does the noun count nobody here: a rank (برتبة ملازم), a condition (بحالة خطيرة), a nisba in the
    singular that no harm governs, or the tail of a phrase of harm (راح ضحيتها)?"""
    before = page.words[noun.first - 1].folded if noun.first else ""
    reading = noun.reading
    if before == _RANK or _hits(page, noun):
        return True
    if reading.entry.sense == "victim" and noun.last - noun.first > 1 and reading.entry.code == "injured_critical":
        return reading.prefix.endswith("ب") or before == "في"
    if reading.entry.attributes.get("type") == "nisba" and form_of(noun) == "sg":
        return page.at(noun.first - 1, "harm") is None
    harm = page.at(noun.first - 1, "harm") if noun.first else None
    if harm is None or harm.last <= noun.first:
        return False
    return bool(reading.suffix) or (harm.last == noun.last and harm.reading.entry.pos == "verb")


def _hits(page: Page, noun: Mention) -> bool:
    """Are إصابات hits and no injuries ("محققة إصابات مباشرة")?"""
    around = [page.words[i].folded for i in (noun.first - 1, noun.last) if 0 <= i < len(page.words)]
    return noun.reading.entry.lemma == "إصابة" and any(word in _HIT for word in around)
