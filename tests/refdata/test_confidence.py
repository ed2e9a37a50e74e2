"""The signs of confidence and their weights: what is shipped, and what a damaged file is refused for."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from tawthiq.errors import RefdataError
from tawthiq.extraction.events.confidence import HOLDS
from tawthiq.refdata.confidence import WEIGHTS, load_model, model

SIGNS = "# a remark\nsign\teffect\tsaid\twhy\nfar\t-\tit is far\tso\nnear\t+\tit is near\tso\n"


def weights(**changes: Any) -> str:
    fit = {
        "version": 1, "fitted": "2031-03-12", "reports": 2, "events": 4, "right": 2, "penalty": 4.0, "base": 0.5,
        "weights": {"far": -0.25, "near": 1.0},
    }  # fmt: skip
    return json.dumps(fit | changes)


def test_every_sign_is_seen_by_the_reading_and_was_fitted() -> None:
    signs = load_model().signs
    assert list(signs) == list(HOLDS)
    fit = resources.files("tawthiq.refdata").joinpath("confidence", WEIGHTS).read_text(encoding="utf-8")
    assert list(json.loads(fit)["weights"]) == list(HOLDS)


def test_a_sign_has_its_words_and_its_weight() -> None:
    read = model(SIGNS, weights())
    assert (read.base, [(sign.name, sign.effect, sign.said, sign.weight) for sign in read.signs.values()]) == (
        0.5,
        [("far", "-", "it is far", -0.25), ("near", "+", "it is near", 1.0)],
    )


def test_a_sign_that_was_not_fitted_yet_weighs_nothing() -> None:
    assert model(SIGNS, weights(weights={"far": -0.25})).signs["near"].weight == 0


@pytest.mark.parametrize(
    ("signs", "fit", "reason"),
    [
        ("", weights(), "signs.tsv:1: the columns are"),
        (SIGNS + "up\t?\tit is up\tso\n", weights(), "signs.tsv:5: a sign has"),
        (SIGNS + "up\t+\tit is up\n", weights(), "signs.tsv:5: a sign has"),
        (SIGNS + "far\t+\tit is far\tso\n", weights(), "signs.tsv:5: the sign «far» stands twice"),
        (SIGNS, "{", "weights.json: no weights"),
        (SIGNS, weights(more=1), "weights.json: no weights"),
        (SIGNS, weights(weights={"up": 1.0}), "weights.json: a weight for «up»"),
        (SIGNS, weights(weights={"far": 1.0}), "weights.json: «far» weighs 1.0 against its effect -"),
    ],
)
def test_what_does_not_fit_is_refused(signs: str, fit: str, reason: str) -> None:
    with pytest.raises(RefdataError) as fault:
        model(signs, fit)
    assert str(fault.value).startswith(reason)
