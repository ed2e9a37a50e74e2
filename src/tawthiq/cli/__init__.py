"""The command line: ``tawthiq COMMAND``, one file a command. Only this package reads the environment."""

from __future__ import annotations

import sys

import typer

from tawthiq.cli import (
    add,
    decide,
    demo,
    evaluate,
    explain,
    export,
    extract,
    gazetteer,
    init,
    link,
    listing,
    reread,
    schema,
    search,
    serve,
    show,
    stats,
    terminal,
    verify,
    version,
)
from tawthiq.errors import TawthiqError

app = typer.Typer(
    name="tawthiq",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads Arabic reports of armed conflict into evidence-linked, geocoded, neutral records of civilian harm.",
)
app.command("extract")(extract.run)
app.command("explain")(explain.run)
app.command("show")(show.run)
app.command("init")(init.run)
app.command("add")(add.run)
app.command("reread")(reread.run)
app.command("list")(listing.run)
app.command("search")(search.run)
app.command("stats")(stats.run)
for decision in (decide.accept, decide.reject, decide.edit, decide.comment, decide.undo):
    app.command(decision.__name__)(decision)
app.command("serve")(serve.run)
app.command("link")(link.run)
for linking in (link.merge, link.split, link.relate, link.why):
    app.command(linking.__name__)(linking)
app.command("export")(export.run)
app.command("verify")(verify.run)
app.command("demo")(demo.run)
app.command("evaluate")(evaluate.run)
app.add_typer(gazetteer.app, name="gazetteer")
app.command("schema")(schema.run)
app.command("version")(version.run)


def main() -> None:
    """Run the command line. Errors that we raise on purpose are one line on standard error and exit code 2."""
    terminal.speak_utf8()
    try:
        app()
    except TawthiqError as fault:
        sys.stderr.write(f"tawthiq: {terminal.visible(str(fault))}\n")
        sys.exit(2)
