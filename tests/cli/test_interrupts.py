"""Ctrl-C never falls into what is held together."""

from __future__ import annotations

import signal

import pytest

from tawthiq.cli.interrupts import Interrupts


def interrupted(done: list[str], times: int = 1) -> None:
    for _ in range(times):
        signal.raise_signal(signal.SIGINT)
    done.append("whole")


def held(interrupts: Interrupts, done: list[str], times: int = 1) -> None:
    with interrupts.held():
        interrupted(done, times)


def test_ctrl_c_waits_for_the_end_of_what_is_held() -> None:
    done: list[str] = []
    interrupts = Interrupts()
    with interrupts.watched():
        with pytest.raises(KeyboardInterrupt):
            held(interrupts, done)
        held(interrupts, done, times=0)
    assert done == ["whole", "whole"]


def test_a_second_ctrl_c_acts_at_once() -> None:
    done: list[str] = []
    interrupts = Interrupts()
    with interrupts.watched(), pytest.raises(KeyboardInterrupt):
        held(interrupts, done, times=2)
    assert done == []


def test_ctrl_c_acts_at_once_elsewhere_and_the_earlier_handling_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    done: list[str] = []
    with Interrupts().watched(), pytest.raises(KeyboardInterrupt):
        interrupted(done)
    assert done == []
    assert signal.getsignal(signal.SIGINT) is before
