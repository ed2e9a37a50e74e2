"""Grammar: the part that word order gives an armed actor in its sentence.

It is the author as the subject of an attack verb, as the owner of the weapon, or behind the attack noun ("قصف قوات …");
it is hit where its positions or members are the object; both sides of a clash, or of what is mutual, are parties.
"""

from __future__ import annotations

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_BETWEEN = frozenset(("،", ",", "قد", "خلالها", "خلاله", "اثرها", "اثره", "حينها", "بعدها", "ايضا", "كذلك", "مجددا"))
"""Words that may stand between a verb and its subject."""

_MUTUAL_REACH = 6
_RUN_OVER = "vehicle_incident"
_BEFORE_SUBJECT = 2
"""Words from a verb to its subject, at the most."""

_ORIGIN = "المصدر"
"""What is unknown where an attack is untraced ("قصف مجهول المصدر")."""
_PLANTED = frozenset(("ied", "landmine", "car_bomb"))

QUOTES = frozenset("\"“”‹›«»'’‘()")
_PASSIVE = frozenset(("تعرض", "شهد", "سقط", "طال", "وقع", "جرى", "تضرر", "سقوط", "وقوع", "تعرض", "تجدد", "اندلاع"))
_HOLDINGS = frozenset(
    (
        "موقع",
        "نقطة",
        "مقر",
        "معقل",
        "هدف",
        "ثكنة",
        "مستودع",
        "حاجز",
        "قاعدة",
        "عربة",
        "سيارة",
        "مدرعة",
        "رتل",
        "آلية",
        "تجمع",
    )
)
"""Heads of phrases that name what an actor holds or uses: told in an attack, they are hit."""

_POSTS = frozenset(("حاجز", "دورية"))
"""Holdings that may do something themselves."""

_MEMBERS = frozenset(("عنصر", "مقاتل", "جندي", "ضابط", "قيادي", "قائد", "صفوف", "قتلى", "أحد عناصر"))
"""Heads of phrases that name its members, who may act or suffer."""


def part(page: Page, sentence: Sentence, mention: Mention, start: int, *, owner: bool) -> str | None:
    """The part that word order gives: subject, owner of the weapon, author of the attack noun, or object."""
    if _mutual(page, sentence, start, mention.last):
        return "party"
    if _inside(page, start, mention.last):
        return "attacker"
    head = _head(page, start, mention.first)
    described = ending(page, mention.first, "attack")
    if mention.reading.entry.code == "UNKNOWN" and described is not None and described.reading.entry.pos == "noun":
        untraced = mention.last < sentence.last and page.words[mention.last].folded == _ORIGIN
        return "attacker" if untraced else None
    if owner and head is None and noun_before(page, sentence, mention.first) is None:
        return None
    if head is not None and _ran_over(page, sentence, start, mention.last):
        return "attacker"
    if head == "holding":
        fired = page.words[start].folded == "من" or (start > sentence.first and page.words[start - 1].folded == "من")
        fired = fired or (_post(page, start) and _verb_after(page, sentence, start, mention.last, itself=True))
        if fired and _post(page, start):
            return "attacker"
        return (
            "attacker" if fired and _hit(page, sentence, start) else "target" if _hit(page, sentence, start) else None
        )
    verb = _verb_before(page, sentence, start)
    if verb is not None and verb.reading.entry.lemma not in _PASSIVE:
        return "party" if is_clash(verb) else "attacker"
    if _verb_after(page, sentence, start, mention.last, itself=head != "member"):
        return "attacker"
    if head == "weapon":
        return "attacker"
    if head == "member":
        noun = noun_before(page, sentence, start)
        if noun is not None and noun.reading.entry.code == "shooting":
            return "attacker"
        return "target" if _hit(page, sentence, start) else None
    noun = noun_before(page, sentence, start)
    if noun is not None and _suffers(page, sentence, noun, mention.last):
        return "target"
    if noun is not None:
        return "party" if is_clash(noun) else "attacker"
    if owner:
        return None
    return "target" if _hit(page, sentence, start) else None


def _inside(page: Page, start: int, last: int) -> bool:
    """Does an attack's own phrase hold the actor as its subject ("فتح مسلحان النار", "أطلق عناصر X النار")?"""
    return any(
        mention.reading.entry.sense == "attack" and mention.reading.entry.pos == "verb" and mention.last > last
        for first in range(max(0, start - _BEFORE_SUBJECT), start)
        for mention in page.starting.get(first, ())
    )


def _ran_over(page: Page, sentence: Sentence, start: int, last: int) -> bool:
    """Does a verb of running over stand right before its vehicle or right behind it ("دهسته سيارة عسكرية لقسد")?"""
    before = ending(page, start, "attack") if start > sentence.first else None
    behind = page.at(last, "attack") if last < sentence.last else None
    near = (mention for mention in (before, behind) if mention is not None)
    return any(m.reading.entry.code == _RUN_OVER and m.reading.entry.pos == "verb" for m in near)


def _mutual(page: Page, sentence: Sentence, start: int, last: int) -> bool:
    """Do the sides do it to each other ("قصف متبادل بين X و Y", "تبادلت X و Y القصف")?"""
    around = range(max(sentence.first, start - _MUTUAL_REACH), min(last + 1, sentence.last))
    return any(page.at(index, "mutual") is not None for index in around)


def _suffers(page: Page, sentence: Sentence, noun: Mention, last: int) -> bool:
    """Is the actor behind an attack noun its object: "استهداف قوات X بعبوة ناسفة" (a planted weapon, or an author)?"""
    if noun.reading.entry.code != "other_violence" or noun.reading.prefix == "ب":
        return False
    for index in range(last, min(last + 3, sentence.last)):
        if page.at(index, "by") is not None:
            return True
        weapon = page.at(index, "munition")
        if weapon is not None:
            return weapon.reading.entry.code in _PLANTED
    return False


def is_clash(mention: Mention | None) -> bool:
    """Does the word tell of fighting between two sides?"""
    return mention is not None and mention.reading.entry.code == "armed_clash"


def _head(page: Page, start: int, first: int) -> str | None:
    """What the actor's phrase is about, by the word closest to its name: a ``weapon``, a ``holding`` (its positions and
    vehicles), a ``member``, or None for the actor itself."""
    if any((arm := page.at(i, "platform", "munition")) is not None and arm.last > first for i in (first - 1, first)):
        return "weapon"
    if ending(page, first, "munition") is not None:
        return "weapon"
    for index in range(first - 1, start - 1, -1):
        force = page.at(index, "force")
        lemma = force.reading.entry.lemma if force is not None else ""
        if lemma in _MEMBERS:
            return "member"
        if page.at(index, "facility") is not None or lemma in _HOLDINGS:
            return "member" if _manned(page, index, start) else "holding"
        if page.at(index, "platform", "munition") is not None:
            return "weapon"
    return None


def _post(page: Page, start: int) -> bool:
    """Does the phrase begin with a post whose men act in its name ("حواجز قسد تمنع …")?"""
    force = page.at(start, "force")
    return force is not None and force.reading.entry.lemma in _POSTS


def _manned(page: Page, index: int, start: int) -> bool:
    """Is the phrase about those who man the holding at ``index`` ("عناصر حاجز لقوات X")?"""
    force = page.at(index - 1, "force") if index > start else None
    return force is not None and force.reading.entry.lemma in _MEMBERS


def _skippable(page: Page, index: int) -> bool:
    """May the word stand between a verb and its subject: dates, quotes, commas, adverbs of time?"""
    if page.words[index].folded in QUOTES or page.words[index].folded in _BETWEEN:
        return True
    return any(date.first <= index < date.last for date in page.dates)


def _verb_before(page: Page, sentence: Sentence, start: int) -> Mention | None:
    """The attack verb whose subject stands right behind it and begins at ``start``."""
    index = start - 1
    while index >= sentence.first and _skippable(page, index):
        index -= 1
    for first in range(index, max(sentence.first, index - 2) - 1, -1):
        for mention in page.starting.get(first, ()):
            entry = mention.reading.entry
            acting = entry.pos in ("verb", "phrase") or (entry.sense == "light" and entry.lemma not in _PASSIVE)
            if acting and entry.sense in ("attack", "light") and mention.last == index + 1:
                return mention
            if (
                entry.pos == "verb"
                and entry.sense == "harm"
                and mention.last == index + 1
                and entry.attributes.get("voice") == "active"
            ):
                return mention
    return None


def _verb_after(page: Page, sentence: Sentence, start: int, last: int, *, itself: bool) -> bool:
    """Does an active attack verb stand right behind the actor ("مسيّرة تركية استهدفت")? Behind a comma only where أن
    leads the actor, so that it needs a verb ("أن قوات X، استهدفت")."""
    index = last
    if (backing := page.at(index, "support")) is not None:
        index = next(
            (i for i in range(backing.last, min(backing.last + 7, sentence.last)) if _acts(page, i, itself=itself)),
            index,
        )
    commas = () if _announced(page, sentence, start) else ("،", ",")
    while index < sentence.last and _skippable(page, index) and page.words[index].folded not in commas:
        index += 1
    if index >= sentence.last:
        return False
    return _acts(page, index, itself=itself)


def _announced(page: Page, sentence: Sentence, start: int) -> bool:
    """Does أن lead the actor, alone or with others named before it?"""
    for index in range(start - 1, max(sentence.first, start - _MUTUAL_REACH) - 1, -1):
        if page.words[index].folded in ("ان", "بان"):
            return True
        if page.at(index, "attack", "harm", "speech", "light", "victim") is not None:
            return False
    return False


def _acts(page: Page, index: int, *, itself: bool) -> bool:
    """Is the word a verb of attack or of harm done, with nothing glued to it? One that may be passive ("killed", "is
    killed") only in the present of a headline, and of the actor itself rather than its members."""
    for mention in page.starting.get(index, ()):
        entry = mention.reading.entry
        voice = entry.attributes.get("voice")
        present = page.words[index].folded[:1] in ("ت", "ي")
        active = entry.sense == "harm" and (voice == "active" or (voice == "either" and itself and present))
        if entry.pos == "verb" and (entry.sense in ("attack", "light") or active) and entry.lemma not in _PASSIVE:
            return not (mention.reading.prefix or mention.reading.suffix)
    return False


def noun_before(page: Page, sentence: Sentence, start: int) -> Mention | None:
    """The attack noun that the actor follows, with only adjectives and weapons between ("قصف مدفعي لقوات …")."""
    index = start - 1
    for _ in range(4):
        if index < sentence.first or (page.words[index].kind == "mark" and page.words[index].folded not in QUOTES):
            return None
        for first in range(max(sentence.first, index - 2), index + 1):
            for mention in page.starting.get(first, ()):
                entry = mention.reading.entry
                if mention.last == index + 1 and entry.sense == "attack" and entry.pos != "verb":
                    return mention
        blocking = page.at(index, "class", "actor", "person", "victim", "harm", "result", "speech", "stop")
        if blocking is not None and page.words[index].folded not in ("من", "ل", "بين", "مع"):
            return None
        index -= 1
    return None


def _hit(page: Page, sentence: Sentence, start: int) -> bool:
    """Does an attack or a harm stand before the phrase in its sentence, so that it is the object?"""
    for index in range(start, max(sentence.first, start - 12) - 1, -1):
        if page.at(index, "attack", "harm", "victim") is not None:
            return True
        if page.at(index, "speech", "shift") is not None:
            return False
    return False


def ending(page: Page, last: int, *senses: str) -> Mention | None:
    """The longest mention of these senses that ends before word ``last``."""
    for first in range(max(0, last - 4), last):
        for mention in page.starting.get(first, ()):
            if mention.last == last and mention.reading.entry.sense in senses:
                return mention
    return None
