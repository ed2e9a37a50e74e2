"""Incidents in the browser: compared, merged, split and taken back by keyboard."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Sit, until
from tests.browser.test_pages import largest


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_is_split_off_and_comes_back(sit: Sit, language: str) -> None:
    desk = sit(language)
    name = largest(desk)
    page = desk.goes(f"/incidents/{name}")
    before = page.locator(".side").count()
    page.locator("input[name=member]").nth(1).check()
    page.keyboard.press("s")
    page.locator("dialog[open] button[value=do]").wait_for()
    page.keyboard.press("Enter")
    until(page, "before => document.querySelectorAll('.side').length < before", before)
    desk.goes(f"/incidents/{name}")
    page.keyboard.press("u")
    until(page, "before => document.querySelectorAll('.side').length === before", before)
    assert page.locator(".history li").count() >= 2


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_doubtful_pair_is_compared_and_merged(sit: Sit, language: str) -> None:
    desk = sit(language)
    page = desk.goes("/incidents")
    page.locator(".doubts a").first.click()
    page.wait_for_url("**/compare**")
    desk.is_ready()
    one, other = (str(page.locator("#same").get_attribute(f"data-{name}")) for name in ("one", "other"))
    page.keyboard.press("a")
    page.locator("dialog[open] button[value=do]").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents")
    desk.is_ready()
    homes = {desk.asks(f"/incidents/{name.replace('#', '%23')}")["id"] for name in (one, other)}
    assert len(homes) == 1
