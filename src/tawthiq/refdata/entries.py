"""The rows of the lexicons: what a word of a report does (shells, harms, names a place …), with the code it leads to.

A lexicon is reviewed data: ``lexicons/<language>/*.tsv``, UTF-8, a header line, seven tab-separated columns
``lemma pos forms sense code note source``; lines that start with # are remarks. The format of each column is described
at :data:`PARTS`, :data:`SENSES` and :data:`ATTRIBUTES`.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import get_args

import msgspec

from tawthiq.errors import RefdataError
from tawthiq.model import codes, place

COLUMNS = ("lemma", "pos", "forms", "sense", "code", "note", "source")

PARTS: dict[str, str] = {
    "verb": "inflects for person, number and tense; forms: present 3ms, then irregular surface forms",
    "noun": "inflects for number, takes ال and pronouns; forms: broken plurals; +ون for a masculine sound plural",
    "adj": "inflects for gender and number, takes ال; forms: broken plurals and irregular forms",
    "word": "fixed but for the proclitics و ف ب ل ك and ال; forms: other spellings",
    "name": "fixed but for the proclitics و ف ب ل ك; forms: other spellings",
    "phrase": "several fixed words, proclitics on the first; forms: whole variants",
}
"""Part of speech -> how its surface forms come about. A verb, noun or adj of several words inflects in its first.

In the later words of a row … stands for up to six words between (أطلق … النار) and ~ for a pronoun (لقي مصرع~)."""

SENSES: dict[str, str] = {
    "attack": "states an occurrence; code: event type; weight=weak where everyday meanings need support",
    "light": "a verb whose noun or object carries the attack (شن, تعرض); delivers=1: with a munition it is one (ألقى)",
    "harm": "a verb or verbal noun of harm to people; code: outcome; voice: who its subject is; weight as for attack",
    "victim": "a person and what became of them in one noun; code: outcome",
    "person": "people who can be counted, with what the word says of them",
    "severity": "how grave an injury is; code: critical or not_critical",
    "munition": "what was fired, dropped or planted; code: munition",
    "platform": "what carried or fired the weapon; code: platform",
    "strike": "what is counted of an attack; code: strike unit",
    "facility": "a building, site or thing that can be hit; code: facility type",
    "damage": "damage to things; code: damage",
    "function": "what became of a facility's work; code: function",
    "actor": "an armed actor; code: actor",
    "owner": "an adjective that gives a weapon or a force its owner; code: actor",
    "source": "to whom the report attributes what it says; code: source kind",
    "speech": "a verb or preposition of saying; code: said, accused, denied or claimed",
    "result": "leads from an attack to its effect",
    "cause": "leads from an effect to its attack",
    "and": "adds a clause of the same report",
    "shift": "opens another subject or place",
    "subset": "opens a part of the figure before it; most=1 for a majority",
    "total": "a figure that sums up; code: provisional, raised, final or total",
    "class": "a kind of place; kind: place kind",
    "near": "about the place, not in it",
    "bearing": "a compass direction; code: bearing",
    "between": "between two places",
    "denied": "what follows is said not to be so",
    "alleged": "what follows is believed or charged, not asserted",
    "threat": "what follows is a threat",
    "planned": "what follows is meant for later",
    "drill": "an exercise, not an attack",
    "past": "what follows lies before the reported period",
    "running_total": "a sum over a long period",
    "habitual": "what is told happens again and again, and is no single occurrence",
    "none": "a zero figure; code: none or none_reported",
    "foil": "an attack or weapon was stopped before it did harm",
    "hypothetical": "what follows is a condition, a fear or a possibility",
    "sport": "sport: speaks against a conflict event",
    "economy": "economy: speaks against a conflict event",
    "law": "courts and law: speaks against a conflict event; code court: of a trial, sentence: of an execution",
    "accident": "accidents unrelated to arms: speaks against a conflict event",
    "film": "culture and entertainment: speaks against a conflict event",
    "health": "medicine and science: speaks against a conflict event",
    "commemoration": "anniversaries and vigils: speaks against a conflict event",
    "released": "ends a detention: what it governs is no new one",
    "weather": "weather and natural hazards: speaks against a conflict event",
    "figurative": "a word of war in an everyday figure of speech",
    "everyday": "a word of war in an everyday phrase, which is not read and says nothing for or against (ضرب مثلا)",
    "furniture": "headings and lines of page furniture",
    "name_head": "opens place names of several words (تل, كفر, أم)",
    "name_tail": "closes place names of several words (كبير, الفوقاني)",
    "launch": "from where something was fired or took off",
    "origin": "from where people left",
    "destination": "to where people went",
    "venue": "a meeting: its place is where people talk",
    "medium": "press, news: the name before it is that of a medium and no place",
    "transfer": "taking casualties to treatment: its place was not hit",
    "support": "backing by another actor, who is not said to have fired",
    "by": "the author follows (من قبل, على يد)",
    "area_of": "an area held by the actor that follows, who is not said to have acted",
    "jointly": "the actor that follows acts together with the one before",
    "loyal": "the force before it is loyal to the actor before that (موالية لها)",
    "mutual": "the sides do it to each other (متبادل)",
    "remnant": "left behind by an earlier attack",
    "force": "what an actor has or is made of: its positions, members, vehicles",
    "stop": "a function word (في, هذا): no part of an unknown name",
    "native": "people of the place that follows, which was not hit",
    "whole": "an ordinary word that only looks as if it began with a proclitic; it is never peeled and never reported",
}
"""Sense -> what a word of that sense does."""

ATTRIBUTES: dict[str, tuple[str, ...] | None] = {
    "code": None,
    "weight": ("strong", "weak"),
    "voice": ("active", "patient", "either"),
    "status": get_args(codes.Status),
    "basis": get_args(codes.StatusBasis),
    "sex": get_args(codes.Sex),
    "age": get_args(codes.Age),
    "role": get_args(codes.CasualtyRole),
    "group": get_args(codes.CasualtyGroup),
    "number": ("sg", "dual", "pl"),
    "kin": ("1",),
    "most": ("1",),
    "delivers": ("1",),
    "kind": get_args(place.PlaceKind),
    "unit": get_args(codes.StrikeUnit),
    "platform": get_args(codes.Platform),
    "munition": None,
    "type": None,
    "air": None,
    "needs_state": ("1",),
    "plural": None,
    "since": None,
    "until": None,
}
"""Attribute of the ``code`` column -> the values it may have, None for any."""

_CODES: dict[str, tuple[str, ...]] = {
    "attack": get_args(codes.EventType),
    "harm": get_args(codes.Outcome),
    "victim": get_args(codes.Outcome),
    "severity": ("critical", "not_critical"),
    "platform": get_args(codes.Platform),
    "strike": get_args(codes.StrikeUnit),
    "damage": get_args(codes.Damage),
    "function": get_args(codes.Function),
    "source": get_args(codes.SourceKind),
    "speech": ("said", "accused", "denied", "claimed"),
    "bearing": get_args(place.Bearing),
    "none": ("none", "none_reported"),
}
"""Sense -> the codes it may have, for the senses whose list of codes is closed."""


class Entry(msgspec.Struct, frozen=True):
    """One row of a lexicon. ``lemma`` as properly written, ``forms`` as the part of speech asks for.

    ``attributes``: of the ``code`` column; do not change it. ``file`` and ``line``: where the row stands.
    """

    lemma: str
    pos: str
    forms: tuple[str, ...]
    sense: str
    attributes: dict[str, str]
    note: str
    source: str
    file: str
    line: int

    @property
    def code(self) -> str | None:
        """The code this entry leads to; None where the sense alone says all."""
        return self.attributes.get("code")

    @property
    def loaded(self) -> bool:
        """True where the word takes sides; it never decides a code by itself (code book, section 1)."""
        return "loaded" in self.note


def load_lexicon(language: str = "ar") -> tuple[Entry, ...]:
    """All rows of a language's lexicons, by file name and line. Read once a process.

    Raises ``RefdataError`` that names file and line where a row is wrong, or where there is no such language.
    """
    return _rows(language)


@functools.cache
def _rows(language: str) -> tuple[Entry, ...]:
    """The rows behind :func:`load_lexicon`, kept under the language's name."""
    folder = resources.files("tawthiq.refdata").joinpath("lexicons", language)
    if not folder.is_dir():
        raise RefdataError("no lexicons for this language; add TSV files in this folder", file=f"lexicons/{language}")
    tables = sorted((item for item in folder.iterdir() if item.name.endswith(".tsv")), key=lambda item: item.name)
    return tuple(entry for item in tables for entry in read_table(item.read_text(encoding="utf-8"), item.name))


def read_table(text: str, file: str) -> list[Entry]:
    """The rows of one lexicon file from its text. ``file``: its name, for messages.

    Raises ``RefdataError`` for a wrong header, column count, part of speech, sense, attribute or code, an empty lemma,
    and a row that repeats another's lemma, part of speech and sense.
    """
    lines = text.split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise RefdataError(
            f"the first line must hold the columns {' '.join(COLUMNS)}, tab-separated", file=file, line=1
        )
    seen: dict[tuple[str, str, str], int] = {}
    entries = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _entry(line, file, number)
        earlier = seen.setdefault((entry.lemma, entry.pos, entry.sense), number)
        if earlier != number:
            raise RefdataError(f"«{entry.lemma}» repeats line {earlier}; merge the two rows", file=file, line=number)
        entries.append(entry)
    return entries


def _entry(line: str, file: str, number: int) -> Entry:
    """One row."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != len(COLUMNS):
        reason = f"{len(cells)} columns instead of {len(COLUMNS)}; put a tab between {', '.join(COLUMNS)}"
        raise RefdataError(reason, file=file, line=number)
    lemma, pos, forms, sense, code, note, source = cells
    if not lemma:
        raise RefdataError("the lemma is empty; write the headword in the first column", file=file, line=number)
    if pos not in PARTS:
        raise RefdataError(f"unknown pos «{pos}»; choose from {', '.join(PARTS)}", file=file, line=number)
    if sense not in SENSES:
        raise RefdataError(f"unknown sense «{sense}»; choose from {', '.join(SENSES)}", file=file, line=number)
    listed = tuple(form for form in (part.strip() for part in forms.split("|")) if form)
    if pos == "verb" and not listed:
        raise RefdataError(f"the verb «{lemma}» needs its present 3ms in the third column", file=file, line=number)
    attributes = _attributes(code, sense, file, number)
    return Entry(lemma, pos, listed, sense, attributes, note, source, file, number)


def _attributes(cell: str, sense: str, file: str, number: int) -> dict[str, str]:
    """The ``code`` column: a bare value, or ``key=value`` pairs separated by semicolons."""
    attributes: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        key, equals, value = part.partition("=")
        if not equals:
            key, value = "code", part
        if key not in ATTRIBUTES:
            reason = f"unknown attribute «{key}»; choose from {', '.join(ATTRIBUTES)}"
            raise RefdataError(reason, file=file, line=number)
        allowed = _CODES.get(sense) if key == "code" else ATTRIBUTES[key]
        if key in attributes or (allowed is not None and value not in allowed):
            choice = "it is given twice" if key in attributes else f"choose from {', '.join(allowed or ())}"
            raise RefdataError(f"wrong {key} «{value}» for the sense {sense}: {choice}", file=file, line=number)
        attributes[key] = value
    return attributes
