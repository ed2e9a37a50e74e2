"""The code lists: what each code means, in English and Arabic (code book, section 3).

A list is reviewed data: ``codes/<name>.yaml``, a sequence of entries. Every entry has ``code``, ``label_en``,
``label_ar``, ``definition`` and ``source``; the optional keys are the other fields of :class:`Code`.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import NoReturn

import msgspec
import yaml

from tawthiq.errors import RefdataError

LISTS = ("event_types", "munitions", "platforms", "strike_units", "facilities", "actors", "outcomes", "sources")
"""The names of the code lists."""

REQUIRED = ("code", "label_en", "label_ar", "definition", "source")
OPTIONAL: tuple[str, ...] = ("country", "alpha2", "aliases_en", "valid", "names", "successor", "aligned", "in_country")
OPTIONAL += ("side", "from_aircraft", "words")
_REFERENCES = ("successor", "aligned", "side", "from_aircraft")
"""Keys whose value is another code of the same list."""

NO_WORDS = "none: "
"""How the ``words`` of an entry starts that no word of a lexicon leads to; the reason follows."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Period(msgspec.Struct, frozen=True):
    """A span of days: ``start`` is its first, ``end`` the first after it; None where it is open or not known."""

    start: dt.date | None = None
    end: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether ``day`` lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


class DatedName(msgspec.Struct, frozen=True):
    """A name that an actor bore during a period."""

    en: str
    ar: str
    period: Period


class Code(msgspec.Struct, frozen=True):
    """One entry of a code list. Labels are neutral: they are shown in place of a report's loaded words.

    Of actors: ``country``: ISO 3166-1 alpha-3 of the state that an actor belongs to or chiefly acts in; ``alpha2``: of
    a state, its two-letter code; ``names`` and ``period``: when it bore a name and when it existed; ``successor``: who
    bears its names afterwards (الجيش السوري "the Syrian army"); ``aligned``: the code of "forces loyal to" it;
    ``in_country``: the code of the same words in reports from another country; ``side``: itself, where it is a side of
    its own although a prefix of its code names another. Of munitions: ``from_aircraft``: the code where an aircraft
    fired. ``no_words``: why no word of a lexicon leads here; None where one does.
    """

    code: str
    label_en: str
    label_ar: str
    definition: str
    source: str
    country: str | None = None
    alpha2: str | None = None
    aliases_en: tuple[str, ...] = ()
    names: tuple[DatedName, ...] = ()
    period: Period = Period()
    successor: str | None = None
    aligned: str | None = None
    in_country: Mapping[str, str] = MappingProxyType({})
    side: str | None = None
    from_aircraft: str | None = None
    no_words: str | None = None

    def name_on(self, day: dt.date, language: str = "en") -> str:
        """The name that was in use on ``day``, else the label. ``language``: ``en`` or ``ar``."""
        for name in self.names:
            if name.period != Period() and name.period.holds(day):
                return name.ar if language == "ar" else name.en
        return self.label_ar if language == "ar" else self.label_en


@functools.cache
def load_codes(name: str) -> Mapping[str, Code]:
    """The code list ``name`` (one of :data:`LISTS`), by code, in the order of its file. Read once a process.

    Raises ``RefdataError`` that names file and line where an entry is wrong, or where there is no such list.
    """
    if name not in LISTS:
        raise RefdataError(f"no such code list; choose from {', '.join(LISTS)}", file=f"codes/{name}.yaml")
    file = resources.files("tawthiq.refdata").joinpath("codes", f"{name}.yaml")
    return MappingProxyType(read_codes(file.read_text(encoding="utf-8"), f"{name}.yaml"))


def read_codes(text: str, file: str) -> dict[str, Code]:
    """The codes of one list from its text. ``file``: its name, for messages.

    Raises ``RefdataError`` for text that is no YAML sequence of mappings, an unknown, repeated or missing key, an empty
    label, a date that is none, a code that stands twice, and a reference to a code that the list does not have.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise RefdataError(f"not YAML: {getattr(fault, 'problem', fault)}", file=file, line=line) from fault
    if not isinstance(root, yaml.SequenceNode):
        raise RefdataError("a code list is a sequence of entries; start each with «- code:»", file=file, line=1)
    found: dict[str, Code] = {}
    lines: dict[str, int] = {}
    for node in root.value:
        code = _Entry(node, file).code()
        line = _line(node)
        if code.code in found:
            reason = f"the code {code.code} stands at line {lines[code.code]} already; merge the two entries"
            raise RefdataError(reason, file=file, line=line)
        found[code.code], lines[code.code] = code, line
    _check_references(found, lines, file)
    return found


def parties(code: str) -> tuple[str, ...]:
    """The actors of a code: ``SYR|RUS`` is two that a report does not tell apart."""
    return tuple(code.split("|"))


def actor_parent(code: str) -> str | None:
    """The actor above: ``OPP.SNA`` for ``OPP.SNA.HAMZA``; None for one that has none, and for joined codes.

    Users extend the list, so that a code it does not have is read by its dots alone.
    """
    head, dot, _ = code.rpartition(".")
    return head if dot and "|" not in code else None


def side(code: str) -> str:
    """The side that an actor fights on: the actor at the top of its code (``OPP`` for ``OPP.SNA``), or the nearest that
    is a side of its own (``SDN.RSF``, ``SYR.NEW``). Joined codes give their sides joined, in the alphabet's order.
    """
    return "|".join(sorted({_one_side(part) for part in parties(code)}))


def _one_side(code: str) -> str:
    """The side of one actor."""
    known = load_codes("actors").get(code)
    if known is not None and known.side is not None:
        return known.side
    parent = actor_parent(code)
    return code if parent is None else _one_side(parent)


def actor_in(code: str, country: str | None) -> str:
    """Whom words that lead to ``code`` mean in a report from ``country`` (alpha-3 or alpha-2; None: not known).

    For rows with ``type=by_country``: قوات الحكومة "government forces" are SYR in a report from Syria, YEM in one from
    Yemen; التحالف "the coalition" is COA, in Yemen SAU.COA. ``?`` stays ``?`` where the state is not known.
    """
    actors = load_codes("actors")
    state = _states().get(country or "", country)
    entry = actors.get(code)
    if state is None or (entry is not None and entry.country == state):
        return code
    if entry is not None and state in entry.in_country:
        return entry.in_country[state]
    return state if state in actors and (entry is None or entry.country is not None) else code


@functools.cache
def _states() -> Mapping[str, str]:
    """Alpha-2 code -> code, of the states in the list of actors."""
    return {code.alpha2: code.code for code in load_codes("actors").values() if code.alpha2}


class _Entry:
    """One entry of a file while it is read; knows the line of each of its keys."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self._file = file
        self._line = _line(node)
        self._nodes = self._mapping(node)
        self._only(self._nodes, *REQUIRED, *OPTIONAL)
        for key in REQUIRED:
            if key not in self._nodes:
                self._fail(f"the key «{key}» is missing; add it", node)

    def code(self) -> Code:
        """The entry as a record."""
        first = {key: self._text(self._nodes[key]) for key in REQUIRED}
        return Code(
            **first,
            country=self._optional("country"),
            alpha2=self._optional("alpha2"),
            aliases_en=tuple(self._text(item) for item in self._items("aliases_en")),
            names=tuple(self._name(item) for item in self._items("names")),
            period=self._period(self._only(self._nested("valid"), "from", "to")),
            successor=self._optional("successor"),
            aligned=self._optional("aligned"),
            in_country=MappingProxyType({key: self._text(node) for key, node in self._nested("in_country").items()}),
            side=self._optional("side"),
            from_aircraft=self._optional("from_aircraft"),
            no_words=self._no_words(),
        )

    def _fail(self, reason: str, node: yaml.Node) -> NoReturn:
        raise RefdataError(reason, file=self._file, line=_line(node))

    def _mapping(self, node: yaml.Node) -> dict[str, yaml.Node]:
        """The pairs of a mapping."""
        if not isinstance(node, yaml.MappingNode):
            self._fail("expected keys and values, such as «code: OPP»", node)
        pairs: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self._text(key)
            if name in pairs:
                self._fail(f"the key «{name}» is given twice; keep one", key)
            pairs[name] = value
        return pairs

    def _text(self, node: yaml.Node) -> str:
        """A plain value as it is written."""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self._fail("expected a text that is not empty; fill it in", node)
        return str(node.value).strip()

    def _optional(self, key: str) -> str | None:
        return self._text(self._nodes[key]) if key in self._nodes else None

    def _items(self, key: str) -> list[yaml.Node]:
        """The items of a list, [] where there is none."""
        node = self._nodes.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._fail(f"«{key}» is a list; write [a, b]", node)
        return list(node.value)

    def _nested(self, key: str) -> dict[str, yaml.Node]:
        """The pairs of a mapping inside the entry, {} where there is none."""
        node = self._nodes.get(key)
        return {} if node is None else self._mapping(node)

    def _only(self, pairs: dict[str, yaml.Node], *allowed: str) -> dict[str, yaml.Node]:
        for name, value in pairs.items():
            if name not in allowed:
                self._fail(f"unknown key «{name}»; choose from {', '.join(allowed)}", value)
        return pairs

    def _name(self, node: yaml.Node) -> DatedName:
        pairs = self._only(self._mapping(node), "en", "ar", "from", "to")
        if "en" not in pairs or "ar" not in pairs:
            self._fail("a name needs «en» and «ar»; add what is missing", node)
        return DatedName(self._text(pairs["en"]), self._text(pairs["ar"]), self._period(pairs))

    def _period(self, pairs: Mapping[str, yaml.Node]) -> Period:
        start = self._day(pairs["from"]) if "from" in pairs else None
        end = self._day(pairs["to"]) if "to" in pairs else None
        if start is not None and end is not None and end <= start:
            self._fail(f"the period ends ({end}) before it starts ({start})", pairs["to"])
        return Period(start, end)

    def _day(self, node: yaml.Node) -> dt.date:
        written = self._text(node)
        try:
            return dt.date.fromisoformat(written)
        except ValueError as fault:
            reason = f"«{written}» is not a day such as 2017-01-28"
            raise RefdataError(reason, file=self._file, line=_line(node)) from fault

    def _no_words(self) -> str | None:
        """The reason in ``words: "none: reason"``."""
        written = self._optional("words")
        if written is None:
            return None
        if not written.startswith(NO_WORDS):
            self._fail(f"«words» says only why there are none; write «{NO_WORDS}reason»", self._nodes["words"])
        return written.removeprefix(NO_WORDS)


def _check_references(found: Mapping[str, Code], lines: Mapping[str, int], file: str) -> None:
    """Raise ``RefdataError`` where an entry points to a code that is not in the list."""
    for code in found.values():
        targets = [*(getattr(code, key) for key in _REFERENCES), *code.in_country.values(), actor_parent(code.code)]
        for target in targets:
            if target is not None and target not in found:
                reason = f"{code.code} points to {target}, which is not in the list; add it or correct the reference"
                raise RefdataError(reason, file=file, line=lines[code.code])


def _line(node: yaml.Node) -> int:
    """The line where a node starts, from 1."""
    return int(node.start_mark.line) + 1
