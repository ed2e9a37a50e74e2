"""Each page in each language: accessible, in order, at every width, in light and dark, with nothing to complain of."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Desk, Sit, until

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
LANGUAGES, THEMES = ("en", "ar"), ("light", "dark")
WIDTHS = (360, 768, 1440, 3840)
PAGES = ("queue", "report", "incidents", "incident", "compare", "map", "overview", "add")


def show(desk: Desk, page: str) -> Page:
    """One of the pages, with something on it."""
    if page == "report":
        shown = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
        shown.locator("#e1-casualties-1").focus()
        return shown
    addresses = {"queue": "/?state=any", "compare": "/compare?one=01-ariha-agency%23e1&other=04-ariha-post%23e1"}
    if page == "incident":
        addresses[page] = f"/incidents/{largest(desk)}"
    shown = desk.goes(addresses.get(page, f"/{page}"))
    if page == "map":
        until(shown, "document.querySelector('#map').dataset.drawn !== undefined")
    return shown


def largest(desk: Desk) -> str:
    """The incident that most reports tell."""
    found = desk.asks("/incidents?limit=100")["incidents"]
    return str(max(found, key=lambda one: len(one["events"]))["id"])


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make web")
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What the checker calls serious or worse."""
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(sit: Sit, axe: str, name: str, language: str, theme: str) -> None:
    assert violations(show(sit(language, theme), name), axe) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_dialogs_are_accessible(sit: Sit, axe: str, language: str) -> None:
    desk = sit(language)
    page = show(desk, "report")
    for key in ("?", "e", "f", "c"):
        page.keyboard.press(key)
        page.locator("dialog[open]").wait_for()
        assert violations(page, axe) == []
        page.keyboard.press("Escape")
        until(page, "document.querySelector('dialog[open]') === null")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_at_any_width(sit: Sit, language: str, width: int) -> None:
    desk = sit(language, width=width)
    for name in PAGES:
        page = show(desk, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        out = page.evaluate(
            """() => [...document.querySelectorAll('main button, main a, main input, main select')]
              .filter(one => one.offsetParent && !one.closest('.scroll, .sides, .map, .sr') && !one.matches('.sr'))
              .map(one => [one, one.getBoundingClientRect()])
              .filter(([_, box]) => box.left < -1 || box.right > innerWidth + 1)
              .map(([one]) => one.outerHTML.slice(0, 120))"""
        )
        assert out == [], name


def test_arabic_and_digits_stand_in_order(sit: Sit) -> None:
    desk = sit("ar")
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    boxes = page.evaluate(
        """() => {
          const find = words => {
            const walker = document.createTreeWalker(document.querySelector('#reading'), NodeFilter.SHOW_TEXT)
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.textContent.indexOf(words)
              if (at < 0) continue
              const range = document.createRange()
              range.setStart(node, at)
              range.setEnd(node, at + words.length)
              const box = range.getBoundingClientRect()
              return [box.left, box.right]
            }
          }
          return ['الأربعاء', '12', 'آذار', '2031'].map(find)
        }"""
    )  # "Wednesday 12 March 2031" runs from right to left, each number from left to right
    assert all(boxes)
    lefts = [left for left, _ in boxes]
    assert lefts == sorted(lefts, reverse=True)
    twelve = page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll('#reading [data-start]')]
          const node = pieces.find(one => one.textContent.includes('12')).firstChild
          const at = node.textContent.indexOf('12')
          return [0, 1].map(n => {
            const range = document.createRange()
            range.setStart(node, at + n)
            range.setEnd(node, at + n + 1)
            return range.getBoundingClientRect().left
          })
        }"""
    )
    assert twelve[0] < twelve[1]


def test_letters_join_across_a_mark(sit: Sit) -> None:
    desk = sit("ar")
    page = desk.goes("/add")
    widths = page.evaluate(
        """() => {
          const make = html => {
            const one = document.createElement('span')
            one.className = 'reading'; one.lang = 'ar'
            for (const [name, words] of html) {
              const piece = document.createElement(name)
              piece.textContent = words
              one.append(piece)
            }
            document.body.append(one)
            return one.getBoundingClientRect().width
          }
          return document.fonts.ready.then(() => [make([['span', 'بمقتل']]), make([['span', 'ب'], ['mark', 'مقتل']])])
        }"""
    )  # "in the killing of": the first letter outside the mark
    assert abs(widths[0] - widths[1]) < 0.6


def test_the_bundles_own_fonts_are_used(sit: Sit) -> None:
    desk = sit("ar")
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert {"Noto Naskh Arabic Variable", "Noto Sans Arabic Variable"} <= {name.strip("'\"") for name in loaded}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_switched_where_one_is(sit: Sit, language: str) -> None:
    desk = sit(language)
    page = desk.goes("/?type=air_attack")
    page.locator("#language").click()
    other = "ar" if language == "en" else "en"
    until(page, "other => document.documentElement.lang === other", arg=other)
    assert page.url.endswith("/?type=air_attack")
    assert page.evaluate("document.documentElement.dir") == ("rtl" if other == "ar" else "ltr")


@pytest.mark.parametrize("address", ["/map", "/map?draw=flat"])
def test_the_map_draws_and_a_place_tells_its_events(sit: Sit, address: str) -> None:
    desk = sit()
    page = desk.goes(address)
    until(page, "document.querySelector('#map').dataset.drawn !== undefined")
    drawn = int(page.locator("#map").get_attribute("data-drawn") or 0)
    assert drawn == desk.asks("/map")["drawn"] > 10
    if "flat" in address:
        page.locator(".spot").first.focus()
        page.keyboard.press("Enter")
        page.locator("dialog[open] .at-place a").first.wait_for()


def test_a_period_that_is_dragged_is_in_map_table_and_address(sit: Sit) -> None:
    desk = sit()
    page = desk.goes("/map?draw=flat")
    until(page, "document.querySelector('#map').dataset.drawn !== undefined")
    before = int(page.locator("#map").get_attribute("data-drawn") or 0)
    box = page.locator("#timeline svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=4)
    page.mouse.up()
    until(page, "before => Number(document.querySelector('#map').dataset.drawn) < before", arg=before)
    first, last = re.findall(r"first=([\d-]+)&last=([\d-]+)", page.url)[0]
    assert page.locator("#filter input[name=first]").input_value() == first
    rows = page.locator("#map-table tbody tr").count()
    assert rows == desk.asks(f"/events?first={first}&last={last}")["total"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_prints_on_paper_without_buttons(sit: Sit, tmp_path: Path, language: str) -> None:
    desk = sit(language)
    page = desk.goes(f"/reports/{desk.sha256('01-ariha-agency')}")
    page.emulate_media(media="print")
    assert page.locator("header.top").is_hidden()
    assert page.locator(".dock").is_hidden()
    assert page.locator("#reading").is_visible()
    made = page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert made.startswith(b"%PDF")


def test_nothing_leaves_the_machine(sit: Sit) -> None:
    desk = sit()
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        show(desk, name)
    foreign = [url for url in asked if not url.startswith((desk.server.base, "blob:", "data:"))]
    assert asked
    assert foreign == []


Picture = Callable[[Page, str], Path]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_of_the_tour(sit: Sit, picture: Picture, language: str) -> None:
    desk = sit(language, width=1280, height=800)
    for name in PAGES:
        page = show(desk, name)
        if name == "report":
            page.locator("#e1-casualties-0").click()
        page.wait_for_timeout(700)
        assert picture(page, f"{name}-{language}").stat().st_size > 10_000
    page = show(desk, "report")
    page.keyboard.press("?")
    assert picture(page, f"keys-{language}").stat().st_size > 10_000
