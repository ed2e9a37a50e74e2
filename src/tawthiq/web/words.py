"""The words of the pages, in English and Arabic: ``messages/*.tsv``, a row for each message.

A message may hold ``{name}`` for a value. One that counts has several forms between `` | ``: English 1 and others;
Arabic 0, 1, 2, 3 to 10, 11 to 99, and others.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from importlib import resources
from typing import Any, Literal, get_args

from tawthiq.errors import RefdataError
from tawthiq.refdata.codes import load_codes, parties

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_FORMS: dict[Language, int] = {"en": 2, "ar": 6}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ar": (
        "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو",
        "تموز/يوليو", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
    ),
}  # fmt: skip
_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?")


class Words:
    """The messages of one language, and how it writes numbers, dates and codes."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.direction = "rtl" if language == "ar" else "ltr"
        self.comma = "، " if language == "ar" else ", "
        self._messages = messages()[language]

    def __call__(self, key: str, **values: object) -> str:
        """The message ``key`` with its values. Raises ``RefdataError`` where there is none."""
        try:
            return self._messages[key].format(**values)
        except KeyError as fault:
            raise RefdataError(f"there is no message {key} ({fault}): add a row", file="web/messages") from fault

    def all(self) -> Mapping[str, str]:
        """Every message as it stands in the tables."""
        return self._messages

    def many(self, key: str, number: int, **values: object) -> str:
        """The form of a counting message that goes with ``number``."""
        forms = self._messages[key].split(" | ")
        return forms[self._form(number)].format(n=self.number(number), **values)

    def _form(self, number: int) -> int:
        if self.language == "en":
            return 0 if number == 1 else 1
        if number <= 2:
            return number
        rest = number % 100
        return 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5

    def number(self, value: int) -> str:
        """A whole number with its thousands set apart."""
        return f"{value:,}"

    def share(self, value: float) -> str:
        """A share, 0…1, in hundredths."""
        return f"{round(value * 100)}%" if self.language == "en" else f"{round(value * 100)}٪"

    def code(self, name: str, code: str) -> str:
        """What a code of a list is called; the code itself where the list lacks it."""
        known = load_codes(name)
        return " / ".join(self._label(known, part) for part in parties(code))

    def _label(self, known: Mapping[str, Any], code: str) -> str:
        entry = known.get(code)
        return code if entry is None else str(entry.label_ar if self.language == "ar" else entry.label_en)

    def term(self, group: str, value: str | None) -> str:
        """What a value of a closed list is called; nothing for None."""
        return "" if value is None else self(f"{group}.{value}")

    def date(self, edtf: str | None) -> str:
        """An EDTF date or interval for a person."""
        if edtf is None:
            return self("date.none")
        first, slash, last = edtf.partition("/")
        if not slash:
            return self._day(first)
        if first in ("", ".."):
            return self("date.until", day=self._day(last))
        if last in ("", ".."):
            return self("date.from", day=self._day(first))
        return self("date.between", first=self._day(first), last=self._day(last))

    def _day(self, part: str) -> str:
        found = _DAY.fullmatch(part)
        if found is None:
            return part
        year, month, day = found.groups()
        shown = [str(int(day))] if day else []
        shown += [_MONTHS[self.language][int(month) - 1]] if month else []
        shown += [year] if year != "XXXX" else [self("date.no_year")]
        return " ".join(shown)

    def moment(self, at: str, zone: dt.tzinfo | None = None) -> str:
        """A time of the register (UTC) for a person: day, hour and minute in ``zone``, the machine's where None."""
        local = dt.datetime.fromisoformat(at).astimezone(zone)
        return f"{self._day(local.date().isoformat())} {local:%H:%M}"


@functools.cache
def words(language: Language) -> Words:
    """The words of a language; read once a process."""
    return Words(language)


@functools.cache
def messages() -> Mapping[Language, Mapping[str, str]]:
    """All messages by language and key. Raises ``RefdataError`` that names file and line of a row that is wrong."""
    found: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    folder = resources.files("tawthiq.web").joinpath("messages")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if number == 1 or not line or line.startswith("#"):
                continue
            _add(found, line, file.name, number)
    return found


def _add(found: dict[Language, dict[str, str]], line: str, file: str, number: int) -> None:
    cells = line.split("\t")
    if len(cells) != 1 + len(LANGUAGES) or not all(cells):
        raise RefdataError("a message needs key, English and Arabic, separated by tabs", file=file, line=number)
    key, *said = cells
    if key in found["en"]:
        raise RefdataError(f"the message {key} stands twice", file=file, line=number)
    for language, text in zip(LANGUAGES, said, strict=True):
        if " | " in text and text.count(" | ") + 1 != _FORMS[language]:
            raise RefdataError(f"{language} counts with {_FORMS[language]} forms, not so many", file=file, line=number)
        found[language][key] = text
