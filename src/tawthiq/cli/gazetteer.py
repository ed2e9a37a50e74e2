"""``tawthiq gazetteer``: build the map that names are looked up in, and ask it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from tawthiq.cli import gazetteer_checks, gazetteer_layers, gazetteer_names
from tawthiq.cli.messages import Building
from tawthiq.cli.opening import settings
from tawthiq.cli.terminal import visible, writing
from tawthiq.errors import InputError

if TYPE_CHECKING:
    from tawthiq.model.place import ResolvedPlace
    from tawthiq.places.gazetteer import Gazetteer

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Build the gazetteer, add lists of places, look names up."
)
gazetteer_layers.add_to(app)
gazetteer_checks.add_to(app)
gazetteer_names.add_to(app)
TABLES = {".tsv": "\t", ".csv": ","}


class Question(NamedTuple):
    """A name to look up and the area that it lies in, where known."""

    name: str
    within: str | None = None


@app.command("build")
def build() -> None:
    """Compile the gazetteer into the cache folder. It is left alone where it is up to date."""
    from tawthiq.places.build import build

    path = build(settings().cache_dir, Building(sys.stderr))
    with writing():
        typer.echo(visible(str(path)))


@app.command("resolve")
def resolve(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Places as a report writes them (ريف إدلب الجنوبي, the southern Idlib countryside), or .tsv and .csv "
            "files with a column name_ar and, if known, admin1.",
        ),
    ],
    within: Annotated[str | None, typer.Option(help="Area that the names lie in, such as Idlib or إدلب.")] = None,
    country: Annotated[str | None, typer.Option(help="Country of the report, two letters (SY).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines, one object a name.")] = False,
) -> None:
    """Look names up as extract would, and say where each is, how precisely, and why this place was chosen."""
    from tawthiq.places.gazetteer import Gazetteer

    questions = [question for name in names for question in _questions(name, within)]
    here = settings()
    gazetteer = Gazetteer.open(here.cache_dir, Building(sys.stderr), here.gazetteer_dir)
    with writing():
        for question in questions:
            place = _answer(gazetteer, question, country)
            typer.echo(_as_json(gazetteer, question, place) if as_json else visible(_as_line(question, place)))


def _questions(name: str, within: str | None) -> Iterator[Question]:
    """The name itself, or the names in the table that it names."""
    path = Path(name)
    delimiter = TABLES.get(path.suffix.casefold())
    if delimiter is None:
        yield _taken_apart(name, within)
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            table = csv.DictReader(handle, delimiter=delimiter)
            if "name_ar" not in (table.fieldnames or []):
                found = ", ".join(table.fieldnames or []) or "none"
                raise InputError(f"its columns are {found}; name the one with the names name_ar", source=name, row=1)
            for row in table:
                if row["name_ar"]:
                    yield Question(row["name_ar"], row.get("admin1") or within)
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", source=name) from fault
    except UnicodeDecodeError as fault:
        raise InputError("is not UTF-8: save it again as UTF-8", source=name) from fault


def _taken_apart(name: str, within: str | None) -> Question:
    """A name with the area that it is written with: أريحا بريف إدلب (Ariha in the countryside of Idlib)."""
    from tawthiq.places.names import parse

    words = name.split()
    for at, word in enumerate(words[1:], 1):
        area = parse(" ".join((word[1:], *words[at + 1 :]))) if word.startswith("ب") else None
        if area is not None and area.kind is not None:
            return Question(" ".join(words[:at]), within or " ".join(area.name))
    return Question(name, within)


def _answer(gazetteer: Gazetteer, question: Question, country: str | None) -> ResolvedPlace:
    """The answer for a name; of second spellings after a stroke (حماة / حماه, both Hama) the first that is known."""
    answers = [gazetteer.resolve_name(part.strip(), question.within, country) for part in question.name.split("/")]
    return next((answer for answer in answers if answer.place_id is not None or answer.lat is not None), answers[0])


def _as_json(gazetteer: Gazetteer, question: Question, place: ResolvedPlace) -> str:
    """The answer and ``chain``, the areas around it with their codes."""
    import msgspec

    fields: dict[str, Any] = {"name": question.name, "within": question.within} | msgspec.structs.asdict(place)
    fields["chain"] = gazetteer.chain(place)
    return msgspec.json.encode(fields).decode()


def _as_line(question: Question, place: ResolvedPlace) -> str:
    """One name for a person, its alternatives below it."""
    label = " ".join(part for part in (place.label_en, place.label_ar) if part) or "not in the gazetteer"
    point = "no point" if place.lat is None else f"{place.lat:.4f}, {place.lon:.4f} ± {place.radius_km:g} km"
    area = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
    lines = [f"{question.name}: {label} ({place.precision}; {area or 'no area'}; {point})"]
    lines += [f"    why: {place.why}"] if place.why else []
    lines += [f"    or: {other.label_en or other.place_id} ({other.why})" for other in place.alternatives]
    return "\n".join(lines)
