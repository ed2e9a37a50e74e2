"""A reviewer at work, by keyboard alone, in both languages."""

from __future__ import annotations

import statistics
import time

import pytest
from tests.browser.conftest import Desk, Sit, until

BOTH = pytest.mark.parametrize("language", ["en", "ar"])
PATIENCE_MS = 150
"""What an interaction may take, at the median."""


def state(desk: Desk) -> str:
    """The review of the event at hand."""
    return str(desk.page.locator(".card.here").get_attribute("data-state"))


@BOTH
def test_a_whole_round_by_keyboard(sit: Sit, language: str) -> None:
    desk = sit(language)
    page = desk.goes("/")
    took: list[float] = []

    def press(key: str, wanted: str) -> None:
        begun = time.perf_counter()
        page.keyboard.press(key)
        until(page, wanted)
        took.append((time.perf_counter() - begun) * 1000)

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
    desk.is_ready()
    here = "document.querySelector('.card.here').dataset.state"
    press("a", f"{here} === 'accepted'")
    press("u", f"{here} === 'machine'")
    press("r", f"{here} === 'rejected'")
    press("u", f"{here} === 'machine'")
    press("j", "document.querySelector('.field.here') !== null")
    press("j", "document.querySelectorAll('mark.lit').length > 0")
    press("?", "document.querySelector('dialog.help[open]') !== null")
    press("Escape", "document.querySelector('dialog') === null || !document.querySelector('dialog.help')")
    first = page.url
    press("a", f"{here} === 'accepted'")
    page.keyboard.press("n")
    until(page, "before => location.href !== before", arg=first)
    assert statistics.median(took) <= PATIENCE_MS, took


@BOTH
def test_a_figure_is_corrected_and_the_machines_stays_beside_it(sit: Sit, language: str) -> None:
    desk = sit(language)
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    page.locator("#e1-casualties-0").focus()
    page.keyboard.press("e")
    number = page.locator("dialog.edit .count-input input").first
    number.fill("9")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.card.here').dataset.state === 'edited'")
    assert page.locator("#e1-casualties-0 .value > bdi").inner_text().startswith("9")
    assert "7" in page.locator(".machine").inner_text()
    kept = desk.asks("/reports/01-ariha-agency")["extraction"]["events"][0]["casualties"][0]
    assert (kept["count"]["best"], kept["evidence"][0]["quote"]) == (9, "سبعة قتلى")  # "seven killed"


def test_the_type_and_the_place_are_corrected(sit: Sit) -> None:
    desk = sit()
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    page.locator("#e1-type").focus()
    page.keyboard.press("e")
    page.locator("dialog.edit button[value=type]").click()
    page.locator("dialog.edit select[name=type]").select_option("shelling")
    page.locator("dialog.edit button[value=save]").click()
    until(page, "document.querySelector('#e1-title').textContent.includes('Shelling')")
    page.locator("#e1-locations-0").focus()
    page.keyboard.press("e")
    page.locator(".place-input input").first.fill("سرمين")  # Sarmin
    page.locator(".place-input > button").click()
    page.locator(".places label", has_text="Sarmin").first.click()
    page.locator("dialog.edit button[value=save]").click()
    until(page, "document.querySelector('#e1-locations-0').textContent.includes('Sarmin')")
    event = desk.asks("/reports/01-ariha-agency")["extraction"]["events"][0]
    assert (event["type"], event["locations"][0]["label_en"]) == ("shelling", "Sarmin")
    assert event["locations"][0]["lat"] == pytest.approx(35.9, abs=0.1)


EMOJI = "🔴🕊️ عاجل: قُتل ثلاثة مدنيين 😢 جراء قصف مدفعي على بلدة سرمين يوم 5 آذار 2031 GBU-39 ✈️ قنابل عنقودية."
# (emoji) urgent: three civilians were killed by shelling of Sarmin on 5 March 2031 GBU-39 (emoji) cluster bombs


def test_selected_words_become_evidence_though_emoji_stand_before_them(sit: Sit) -> None:
    desk = sit()
    page = desk.goes("/add")
    page.locator("textarea[name=text]").fill(EMOJI)
    page.locator("#add button[value=look]").click()
    page.locator(".seen.new").wait_for()
    page.locator("#keep").click()
    page.locator(".seen.added a").click()
    page.wait_for_url("**/reports/**")
    desk.is_ready()
    wanted = "GBU-39 ✈️ قنابل"
    page.evaluate(
        """words => {
          const pieces = [...document.querySelectorAll('#reading [data-start]')]
          const range = document.createRange()
          const whole = pieces.map(piece => piece.textContent).join('')
          const place = offset => {
            let at = 0
            for (const piece of pieces) {
              const length = piece.textContent.length
              if (offset <= at + length) return [piece.firstChild, offset - at]
              at += length
            }
          }
          range.setStart(...place(whole.indexOf(words)))
          range.setEnd(...place(whole.indexOf(words) + words.length))
          getSelection().removeAllRanges()
          getSelection().addRange(range)
        }""",
        wanted,
    )
    page.keyboard.press("f")
    page.locator("dialog button[value=munitions]").click()
    assert page.locator("dialog.edit .evidence q").inner_text() == wanted
    page.locator("dialog.edit select[name=code]").select_option("guided_bomb")
    page.locator("dialog.edit button[value=save]").click()
    until(page, "document.querySelector('.card.here').dataset.state === 'edited'")
    sha256 = page.url.split("/reports/")[1][:64]
    munition = desk.asks(f"/reports/{sha256}")["extraction"]["events"][0]["munitions"][-1]
    assert (munition["code"], munition["evidence"][0]["quote"]) == ("guided_bomb", wanted)
    assert munition["evidence"][0]["start"] == EMOJI.index(wanted)


def test_words_open_their_field(sit: Sit) -> None:
    desk = sit("ar")
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    page.locator("mark[data-rows='e1-casualties-0']").first.click()
    assert page.evaluate("document.activeElement.id") == "e1-casualties-0"
    assert "lit" in (page.locator("mark[data-rows='e1-casualties-0']").first.get_attribute("class") or "")


def test_several_are_accepted_and_the_way_back_is_one_key_away(sit: Sit) -> None:
    desk = sit()
    page = desk.goes("/?type=shelling")
    rows = page.locator("#queue-list tbody tr").count()
    page.keyboard.press("Shift+X")
    page.keyboard.press("Shift+A")
    page.keyboard.press("Enter")
    until(page, "n => document.querySelectorAll('.state-accepted').length === n", arg=rows)
    page.locator(".toast button").first.click()
    until(page, "n => document.querySelectorAll('.state-machine').length === n", arg=rows)
    assert desk.asks("/events?state=accepted")["total"] == 0


def test_a_view_is_saved_and_found_again(sit: Sit) -> None:
    desk = sit("ar")
    page = desk.goes("/?type=air_attack&reason=place")
    page.locator("#view-save").click()
    page.locator("dialog[open] input[name=name]").fill("الغارات بلا موقع")  # raids without a place
    page.keyboard.press("Enter")
    page.goto(desk.server.base + "/")
    page.locator(".view a").click()
    page.wait_for_url("**type=air_attack**")
    assert "reason=place" in page.url


def test_nobody_decides_without_a_name(sit: Sit) -> None:
    desk = sit()
    desk.sets(name="")
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    page.keyboard.press("a")
    page.locator("#settings[open] input[name=name]").fill("Sami")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#settings-open').textContent.includes('Sami')")
    desk.is_ready()
    page.keyboard.press("a")
    until(page, "document.querySelector('.card.here').dataset.state === 'accepted'")
    assert desk.asks("/reports/01-ariha-agency")["decisions"][0]["by"] == "Sami"


def test_keys_work_under_an_arabic_keyboard(sit: Sit) -> None:
    desk = sit("ar")
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    page.evaluate(  # the key that an Arabic layout prints as ش is the A of others
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ش', code: 'KeyA', bubbles: true}))"
    )
    until(page, "document.querySelector('.card.here').dataset.state === 'accepted'")


@pytest.mark.parametrize(
    "evil", ["<img src=x onerror=window.hit=1>", "</script><script>window.hit=1</script>", "\u202e\u2066"]
)
def test_a_hostile_report_runs_nothing(sit: Sit, evil: str) -> None:
    desk = sit()
    page = desk.goes("/add")
    page.locator("textarea[name=text]").fill(f"{EMOJI} {evil}")
    page.locator("input[name=publisher]").fill(evil)
    page.locator("#add button[value=look]").click()
    page.locator(".seen.new").wait_for()
    page.locator("#keep").click()
    page.locator(".seen.added a").click()
    page.wait_for_url("**/reports/**")
    desk.is_ready()
    page.keyboard.press("c")
    page.locator("dialog textarea").fill(evil)
    page.locator("dialog button[value=do]").click()
    page.locator(".history li").wait_for()
    for path in ("/", "/map", "/overview", "/add"):
        desk.goes(path)
    assert page.evaluate("window.hit") is None


def test_twenty_thousand_marks_stay_usable(sit: Sit) -> None:
    desk = sit()
    page = desk.goes("/add")
    sentence = "قُتل ثلاثة مدنيين وأصيب سبعة آخرون جراء قصف مدفعي على بلدة سرمين يوم 5 آذار 2031.\n\n"
    # three civilians were killed and seven injured by shelling of Sarmin on 5 March 2031
    page.locator("textarea[name=text]").fill(sentence * 1500)
    page.locator("#add button[value=look]").click()
    page.locator(".seen.new").wait_for()
    page.locator("#keep").click()
    page.locator(".seen.added a").click(timeout=60_000)
    page.wait_for_url("**/reports/**")
    desk.is_ready()
    begun = time.perf_counter()
    page.keyboard.press("j")
    until(page, "document.querySelectorAll('mark.lit').length > 0")
    assert time.perf_counter() - begun < 3
