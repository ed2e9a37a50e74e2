"""Surface forms: how the words of the lexicon look in a text, without their proclitics, article and pronouns.

Spellings here are proper (أصيبت, قتلى); the lexicon folds them. Nothing is guessed from a text: a form that is not
generated here from a row, or listed in it, is not a form of that row.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from tawthiq.refdata.entries import Entry

Number = Literal["sg", "dual", "pl"]
Gender = Literal["m", "f"]
Tense = Literal["past", "present", "future"]

SOUND = "+ون"
"""Marks a noun with a masculine sound plural: مدني, مدنيون."""

_OWNED = frozenset({"person", "victim", "actor", "class"})
"""Senses whose masculine nouns have a construct in -ي (عنصري الأمن "two members of"). Elsewhere noun + ي is far more
often an adjective: صاروخي "by rockets", never "two rockets of"."""


class Form(NamedTuple):
    """One spelling. ``bare``: stands alone. ``bound``: stands before a pronoun. ``article``: may follow ال."""

    spelling: str
    number: Number | None = None
    gender: Gender | None = None
    tense: Tense | None = None
    bare: bool = True
    bound: bool = False
    article: bool = False


def forms(entry: Entry, head: str) -> list[Form]:
    """The forms of ``head``: the lemma, or its first word where it has several. Later ones may repeat earlier ones."""
    if entry.pos == "verb":
        return _verb(head, entry.forms)
    if entry.pos == "noun":
        return _noun(entry, head)
    if entry.pos == "adj":
        return _adjective(head, entry.forms)
    return [Form(spelling, _number(entry), article=entry.pos == "word") for spelling in (head, *entry.forms)]


def _verb(past: str, listed: tuple[str, ...]) -> list[Form]:
    """Past and present of a verb from its two 3ms forms (first person singular left out: reports do not use it, and
    أُسقط of سقط would hide أسقط "shot down")."""
    found = [*_past(past), *_present(listed[0])]
    found += [Form(spelling, tense="past", bound=True) for spelling in listed[1:]]
    return found


def _past(past: str) -> list[Form]:
    """قصف قصفت قصفوا قصفا قصفتا قصفنا قصفن قصفتم; defective: رمى رمت رموا رميا; hollow: أصاب, but أصبنا."""
    stem, last = past[:-1], past[-1]
    if last == "ى" or (last == "ا" and len(past) > 2):
        glide = "ي" if last == "ى" or len(past) > 3 else "و"
        feminine, plural, dual, first = stem + "ت", stem + "و", stem + glide + "ا", stem + glide
    elif last == "ي":
        feminine, plural, dual, first = past + "ت", stem + "و", past + "ا", past
    else:
        feminine, plural, dual = past + "ت", past + "و", past + "ا"
        first = past[:-2] + last if len(past) > 3 and past[-2] in "اي" else past
    spoken = [] if len(past) == 3 and past[1] == "ا" else _first_person(first)
    return [
        Form(past, "sg", "m", "past", bound=last != "ى"),
        *([Form(stem + "ا", "sg", "m", "past", bare=False, bound=True)] if last == "ى" else []),
        Form(feminine, "sg", "f", "past", bound=True),
        Form(plural + "ا", "pl", "m", "past"),
        Form(plural, "pl", "m", "past", bare=False, bound=True),
        Form(dual, "dual", "m", "past"),
        Form(feminine + "ا", "dual", "f", "past"),
        *spoken,
    ]


def _first_person(stem: str) -> list[Form]:
    """قصفنا قصفن قصفتم. Left out for مات and قال, whose متن and قلنا are other words' letters."""
    return [
        Form(stem + "نا", "pl", None, "past", bound=True),
        Form(stem + "ن", "pl", "f", "past"),
        Form(stem + "تم", "pl", None, "past"),
    ]


def _present(present: str) -> list[Form]:
    """يقصف تقصف نقصف يقصفون يقصفوا يقصفان يقصفا يقصفن and the same with ت; also after س, as future."""
    stem, last = present[1:], present[-1]
    short = stem[:-1] if last in "ىيو" else stem
    pair = short + "ي" if last == "ى" else stem
    found = []
    for person, gender in (("ي", "m"), ("ت", "f"), ("ن", None)):
        one: Gender | None = "m" if gender == "m" else "f" if gender else None
        number: Number = "sg" if gender else "pl"
        found.append(Form(person + stem, number, one, "present", bound=last != "ى"))
        if last == "ى":
            found.append(Form(person + short + "ا", number, one, "present", bare=False, bound=True))
        if last in "ىيو" and len(short) > 2 and gender:
            found.append(Form(person + short, number, one, "present"))
        if gender:
            found += [
                Form(person + short + "ون", "pl", "m", "present", bound=True),
                Form(person + short + "وا", "pl", "m", "present"),
                Form(person + short + "و", "pl", "m", "present", bare=False, bound=True),
                Form(person + pair + "ان", "dual", one, "present", bound=True),
                Form(person + pair + "ا", "dual", one, "present", bound=True),
            ]
    found.append(Form("ي" + pair + "ن", "pl", "f", "present"))
    return found


def _noun(entry: Entry, head: str) -> list[Form]:
    """Singular, dual, sound plurals and the listed broken ones."""
    sound = SOUND in entry.forms
    gender: Gender = "f" if head.endswith("ة") or entry.attributes.get("sex") == "female" else "m"
    number, kin = _number(entry), entry.attributes.get("kin")
    found = _state(head, number or "sg", gender, tanween=kin is None)
    if number != "pl" and (entry.sense != "harm" or gender == "f") and (kin is None or len(head) > 2):
        stem = _stem(head)
        found += _dual(stem, gender, construct=kin is None and entry.sense in _OWNED, sound=sound)
        if sound:
            found += _sound(stem)
        elif len(head) > 3 and not head.endswith(("اة", "ا")) and (gender == "f" or not entry.forms):
            found += _state((head[:-1] if head.endswith("ة") else stem) + "ات", "pl", "f", tanween=False)
    for plural in entry.forms:
        if plural != SOUND:
            found += _state(plural, "pl", gender)
    return found


def _number(entry: Entry) -> Number | None:
    """The number that a row states for its headword (سكان is plural), if it does."""
    stated = entry.attributes.get("number")
    return stated if stated in ("sg", "dual", "pl") else None  # type: ignore[return-value]  # the three are the literals


def _stem(head: str) -> str:
    """What the endings of dual and plural follow: قذيفة قذيفت-, مشفى مشفي-."""
    if head.endswith("ة"):
        return head[:-1] + "ت"
    return head[:-1] + "ي" if head.endswith("ى") else head


def _state(word: str, number: Number, gender: Gender, *, tanween: bool = True) -> list[Form]:
    """A noun alone, with tanween alif, and before pronouns.

    ``tanween``: False for plurals in -ات, which take no alif, and for kin, which have an owner (أما is no "mother")."""
    last = word[-1]
    if last == "ة":
        return [
            Form(word, number, gender, article=True),
            Form(word[:-1] + "ت", number, gender, bare=False, bound=True),
        ]
    if last == "ى":
        return [
            Form(word, number, gender, article=True),
            Form(word[:-1] + "ا", number, gender, bare=False, bound=True),
        ]
    found = [Form(word, number, gender, bound=True, article=True)]
    if word.endswith("اء"):
        found += [Form(word[:-1] + seat, number, gender, bare=False, bound=True) for seat in "ئؤ"]
    elif tanween and last != "ا":
        found.append(Form(word + "ا", number, gender))
    return found


def _dual(stem: str, gender: Gender, *, construct: bool, sound: bool) -> list[Form]:
    """-ان and -ين; before a noun or pronoun without ن. With a sound plural -ين is read as plural (code book 4.1)."""
    feminine = gender == "f" and stem.endswith("ت")
    either = construct or feminine
    found = [
        Form(stem + "ان", "dual", gender, article=True),
        Form(stem + "ا", "dual", gender, bare=feminine, bound=either and not sound),
    ]
    if not sound:
        found.append(Form(stem + "ين", "dual", gender, article=True))
        found.append(Form(stem + "ي", "dual", gender, bare=either, bound=either))
    return found


def _sound(stem: str) -> list[Form]:
    """-ون and -ين; before a noun or pronoun without ن."""
    return [
        Form(stem + "ون", "pl", "m", article=True),
        Form(stem + "ين", "pl", "m", article=True),
        Form(stem + "و", "pl", "m", bound=True),
        Form(stem + "ي", "pl", "m", bound=True),
    ]


def _adjective(head: str, listed: tuple[str, ...]) -> list[Form]:
    """جريح جريحة جريحان جريحتان جريحون جريحات, and what is listed (broken plurals, كبرى)."""
    feminine = head if head.endswith("ة") else head + "ة"
    found = [Form(head, "sg", "m", article=True), Form(feminine, "sg", "f", article=True)]
    if not head.endswith(("ة", "اء")):
        found.append(Form(head + "ا", "sg", "m"))
    for ending, number, gender in _ADJECTIVE:
        stem = feminine[:-1]
        found.append(Form(stem + ending, number, gender, article=True))
    found += [Form(spelling, "pl", None, article=True) for spelling in listed if spelling != SOUND]
    return found


_ADJECTIVE: tuple[tuple[str, Number, Gender], ...] = (
    ("ان", "dual", "m"),
    ("تان", "dual", "f"),
    ("تين", "dual", "f"),
    ("ون", "pl", "m"),
    ("ين", "pl", "m"),
    ("ات", "pl", "f"),
)
