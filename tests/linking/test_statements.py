"""What of an event linking keeps, and how the shipped tables are."""

from __future__ import annotations

import datetime as dt

import msgspec
from tests.linking.test_incidents import PLACE, WORDS, attacker, killed, told

from tawthiq.language.ar.lexicon import load as load_lexicon
from tawthiq.linking.comparisons import COMPARISONS
from tawthiq.linking.explanation import explain
from tawthiq.linking.passages import Passages
from tawthiq.linking.rarity import LEAST_BITS, MOST_BITS, bits, table
from tawthiq.linking.statements import Toll, hashed, statement_of, toll
from tawthiq.linking.weights import Weights
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Event
from tawthiq.model.evidence import Evidence


def test_a_statement_has_days_places_tolls_and_codes() -> None:
    event = told("a", killed(7), killed(2, age="child", subset_of=0), actors=(attacker("SYR.AIR|RUS"),)).event
    found = statement_of("sha", event, (1, 2))
    day = dt.date(2031, 3, 12).toordinal()
    assert (found.first, found.last, found.month_day, found.soft) == (day, day, 0, False)
    assert (found.killed, found.injured) == (Toll(7, 7), None)
    assert (found.actors, found.victims, found.words) == (("RUS", "SYR"), ("child",), (1, 2))
    assert (found.spots[0].lat, found.spots[0].fine, found.spots[0].admin1) == (35.9, True, hashed("Idlib"))


def test_a_date_without_a_year_keeps_month_day_and_weekday() -> None:
    event = told("a", date=EventDate.of("XXXX-03-12", "stated", evidence=WORDS)).event
    found = statement_of("sha", event, (), weekday=2)
    assert (found.first, found.month_day, found.weekday) == (0, 312, 2)


def test_launch_sites_and_countries_are_no_spots() -> None:
    places = (
        msgspec.structs.replace(PLACE, role="launch"),
        msgspec.structs.replace(PLACE, precision="country"),
        msgspec.structs.replace(PLACE, role="area", precision="admin1"),
        PLACE,
    )
    found = statement_of("sha", told("a", locations=places).event, ())
    assert [spot.fine for spot in found.spots] == [True, False]


def test_competing_figures_count_once_with_the_widest_bounds() -> None:
    assert toll((killed(7), killed(11, competes_with=0)), ("killed",)) == Toll(7, 11)
    assert toll((killed(7), killed(4, "more_than")), ("killed",)) == Toll(12, None)


TEXT = "قُتل ثلاثة مدنيين بقصف على مدرسة الزهاويري في بلدة سرمين. وفي خبر آخر التقى الشنكيطاوي أهالي المدينة."
# three civilians killed by shelling of the Zahawiri school in the town of Sarmin; in other news, Shankitawi met people


def words_at(quote: str) -> tuple[Evidence, ...]:
    """The evidence that a quote of ``TEXT`` is."""
    at = TEXT.index(quote)
    return (Evidence.of(TEXT, at, at + len(quote)),)


def shelling(**changes: object) -> Event:
    """The shelling that ``TEXT`` tells of."""
    place = msgspec.structs.replace(PLACE, evidence=words_at("سرمين"))
    dead = msgspec.structs.replace(killed(3), count=Count.of("ثلاثة", "exact", 3), evidence=words_at("ثلاثة مدنيين"))
    event = told("a").event
    basis = {"evidence": words_at("بقصف"), "locations": (place,), "casualties": (dead,), "date": EventDate()}
    return msgspec.structs.replace(event, **(basis | changes))


def test_the_rare_words_of_a_passage_are_those_that_no_table_knows() -> None:
    passages = Passages(load_lexicon())
    name, other = hashed("زهاوير"), hashed("شنكيطاو")
    long = TEXT + " كلام" * 300  # too long to be all passage
    assert name in passages.statements("sha", [shelling()], long)[0].words
    assert other not in passages.statements("sha", [shelling()], long)[0].words
    assert other in passages.statements("sha", [shelling()], TEXT)[0].words
    assert hashed("سرم") not in passages.statements("sha", [shelling()], TEXT)[0].words  # the village is a place


def test_rarity_is_bits_and_what_is_not_in_the_table_is_rare() -> None:
    assert bits(hashed("زهاوير")) == MOST_BITS
    assert any(number >= LEAST_BITS for number in table().values())
    assert all(0 <= number <= 10 for number in table().values())


def test_every_level_has_a_weight_with_words_in_two_languages(weights: Weights) -> None:
    for comparison in COMPARISONS:
        for level in comparison.levels:
            row = weights.rows[comparison.name, level]
            assert row.en.strip()
            assert "\u0600" < row.ar[0] < "\u06ff"
            assert -8 <= row.bits <= 8
    assert weights.kept < weights.review < weights.threshold < weights.connect


def test_an_explanation_adds_up_and_names_what_was_not_said(weights: Weights) -> None:
    one = statement_of("a", told("a", killed(7)).event, ())
    other = statement_of("b", told("b").event, ())
    found = explain(one, other, weights)
    assert found.bits == sum(reason.bits for reason in found.reasons)
    assert [reason.comparison for reason in found.reasons] == [comparison.name for comparison in COMPARISONS]
    levels = {reason.comparison: reason.level for reason in found.reasons}
    assert (levels["date"], levels["place"], levels["killed"]) == ("same_day", "same_place", None)
    assert found.never is None
    assert explain(one, one, weights).never == "one report tells them apart"
