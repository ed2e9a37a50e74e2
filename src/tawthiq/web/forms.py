"""What a person can enter for each field of an event: the dialog of the page is built from it, and nothing else."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

from tawthiq.model import codes as lists
from tawthiq.refdata.codes import load_codes
from tawthiq.web.words import Words

Kind = Literal["choice", "text", "number", "count", "flag", "date", "place"]


class Option(msgspec.Struct, frozen=True):
    """A value of a closed list, and what it is called."""

    value: str
    label: str


class Input(msgspec.Struct, frozen=True):
    """One entry of a form. ``needed``: it must be filled."""

    name: str
    label: str
    kind: Kind
    needed: bool = False
    options: tuple[Option, ...] = ()


class Form(msgspec.Struct, frozen=True):
    """The form of one item of a field. ``many``: the field is a list, to which items can be added."""

    path: str
    field: str
    label: str
    many: bool
    inputs: tuple[Input, ...]


def forms(words: Words) -> list[Form]:
    """All forms, in the order in which people ask."""
    return [_form(words, path, field, many=many, inputs=inputs) for path, field, many, inputs in _FORMS]


_Spec = tuple[str, Kind, bool, Any]
_FORMS: tuple[tuple[str, str, bool, tuple[_Spec, ...]], ...] = (
    ("type", "event", False, (("type", "choice", True, "event_types"),)),
    ("level", "event", False, (("level", "choice", True, ("level", lists.Level)),)),
    ("modality", "event", False, (("modality", "choice", True, ("modality", lists.Modality)),)),
    ("date", "date", False, (("edtf", "date", True, None),)),
    (
        "locations",
        "place",
        True,
        (("name", "place", True, None), ("role", "choice", True, ("place_role", lists.PlaceRole)),
         ("precision", "choice", True, ("place_precision", lists.PlacePrecision))),
    ),
    (
        "actors",
        "actor",
        True,
        (("code", "choice", True, "actors"), ("role", "choice", True, ("actor_role", lists.ActorRole)),
         ("basis", "choice", True, ("actor_basis", lists.ActorBasis)), ("label", "text", True, None)),
    ),
    ("platforms", "weapon", True, (("code", "choice", True, "platforms"),)),
    ("munitions", "weapon", True, (("code", "choice", True, "munitions"),)),
    ("strikes", "strikes", True, (("unit", "choice", True, "strike_units"), ("count", "count", True, None))),
    (
        "casualties",
        "people",
        True,
        (("count", "count", True, None), ("outcome", "choice", True, "outcomes"),
         ("status", "choice", True, ("status", lists.Status)), ("sex", "choice", False, ("sex", lists.Sex)),
         ("age", "choice", False, ("age", lists.Age)), ("role", "choice", False, ("casualty_role", lists.CasualtyRole)),
         ("group", "choice", False, ("casualty_group", lists.CasualtyGroup)), ("provisional", "flag", False, None)),
    ),
    (
        "facilities",
        "facility",
        True,
        (("type", "choice", True, "facilities"), ("name", "text", False, None),
         ("damage", "choice", False, ("damage", lists.Damage)),
         ("function", "choice", False, ("function", lists.Function))),
    ),
    (
        "displacement",
        "displacement",
        True,
        (("count", "count", True, None), ("unit", "choice", True, ("displacement_unit", lists.DisplacementUnit)),
         ("term", "choice", True, ("displacement_term", lists.DisplacementTerm)), ("origin", "text", False, None),
         ("destination", "text", False, None)),
    ),
    (
        "talks",
        "talks",
        False,
        (("subject", "choice", True, ("talks_subject", lists.TalksSubject)),
         ("stage", "choice", True, ("talks_stage", lists.TalksStage)), ("area", "text", False, None),
         ("duration", "text", False, None)),
    ),
    ("sources", "source", True, (("name", "text", True, None), ("kind", "choice", True, "sources"))),
    (
        "persons",
        "person",
        True,
        (("name", "text", True, None), ("outcome", "choice", True, "outcomes"), ("age", "number", False, None),
         ("sex", "choice", False, ("sex", lists.Sex))),
    ),
)  # fmt: skip
"""Path, field, whether it is a list, and (name, kind, needed, list of codes or closed list) of each entry."""

CLOSED = {spec[0]: spec[1] for _, _, _, inputs in _FORMS for _, _, _, spec in inputs if isinstance(spec, tuple)}
"""The closed lists of the forms: group of messages -> its values."""


def _form(words: Words, path: str, field: str, *, many: bool, inputs: tuple[_Spec, ...]) -> Form:
    made = tuple(
        Input(name, words(f"input.{name}"), kind, needed, _options(words, options))
        for name, kind, needed, options in inputs
    )
    return Form(path, field, words(f"form.{path}"), many, made)


def _options(words: Words, options: Any) -> tuple[Option, ...]:
    if options is None:
        return ()
    if isinstance(options, str):
        return tuple(Option(code, words.code(options, code)) for code in load_codes(options))
    group, values = options
    return tuple(Option(value, words.term(group, value)) for value in get_args(values))
