"""A generator of statements with known truth: invented incidents, each told by one or more reports, as far as reports
err and leave out. The same for the same seed.

The world: 14 regions of 400 by 400 km with 60 to 600 places each; one name in five is shared with other places. Ten
years; incidents come in bursts (a week in one region) and favour few places, so that one town may be hit twice on one
day. What makes it hard, with the shares: :data:`DIFFICULTY`.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from tawthiq.linking.statements import Spot, Statement, Toll, hashed

DIFFICULTY = {
    "told by one report only": 0.45,
    "a copy of another report's statement": 0.15,
    "date not said": 0.07,
    "date of publication, a day late": 0.05,
    "year not said": 0.03,
    "month only": 0.02,
    "only the area named": 0.08,
    "no place": 0.03,
    "a name that is not on the map": 0.06,
    "a wrong place nearby": 0.02,
    "another type of the same family": 0.10,
    "type left open": 0.03,
    "toll of an early report": 0.35,
    "toll not said": 0.25,
    "weapon, platform, attacker, target not said": 0.45,
    "told in a round-up of a day": 0.10,
    "a rare word of the incident used": 0.25,
}
"""Shares of reports; in the first line of incidents, in the last of the four rare words that an incident has."""

SEED = 20170921
FIRST = dt.date(2014, 1, 1).toordinal()
DAYS = 3650
LONGEST = 300
"""Most reports on one incident."""

_FAMILIES = (
    ("air_attack", "missile_attack", "drone_attack"), ("shelling", "missile_attack"), ("explosion", "explosion"),
    ("shooting", "killing"), ("abduction", "abduction"), ("drone_attack", "air_attack"),
)  # fmt: skip
_MUNITIONS = ("barrel_bomb", "cluster", "air_rocket", "artillery_shell", "mortar", "rocket", "landmine", "ied")
_PLATFORMS = ("fixed_wing", "helicopter", "drone", "aircraft", "artillery", "rocket_launcher")
_ACTORS = ("SYR", "RUS", "TUR", "OPP", "ISR", "USA", "SDF", "ISIS")
_SITES = ("residential", "hospital", "school", "market", "mosque", "vehicle", "farmland", "camp", "bakery", "shop")
_VICTIMS = ("child", "female", "farmer", "rescuer", "health_worker", "displaced")


class Incident(NamedTuple):
    """What happened."""

    day: int
    place: Spot
    family: tuple[str, ...]
    killed: int
    injured: int
    munition: str
    platform: str
    actors: tuple[str, ...]
    sites: tuple[str, ...]
    victims: tuple[str, ...]
    strikes: int
    words: tuple[int, ...]


class World:
    """Places and incidents. ``size``: how many statements are made of them, about."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        self.random = random.Random(seed)  # noqa: S311  # invented data, no secrets
        self.size = size
        self.regions = [self._region(number) for number in range(14)]
        self.weights = [self.random.uniform(0.3, 2.0) for _ in self.regions]
        self.common = [hashed(f"common {number}") for number in range(30_000)]

    def statements(self) -> Iterator[tuple[Statement, int]]:
        """Statements with the number of their incident, burst by burst; round-ups have statements of one day."""
        made = number = 0
        while made < self.size:
            region = self.random.choices(self.regions, self.weights)[0]
            start, length = FIRST + self.random.randrange(DAYS), self.random.choice((1, 2, 7, 7, 14))
            round_ups: dict[int, list[tuple[Incident, int]]] = {}
            for _ in range(1 + int(self.random.expovariate(1 / 12))):
                number += 1
                incident = self._incident(region, start + self.random.randrange(length))
                for statement in self._told(incident, number):
                    if statement is None:
                        round_ups.setdefault(incident.day, []).append((incident, number))
                        continue
                    made += 1
                    yield statement, number
            for day, told in round_ups.items():
                report = f"r{day}-{number}"
                for at, (incident, truth) in enumerate({one[1]: one for one in told}.values()):
                    made += 1
                    yield self._statement(incident, report, f"e{at + 1}"), truth

    def _region(self, number: int) -> list[Spot]:
        east, south = 36 + number % 4 * 4.0, 32 + number // 4 * 4.0
        spots = []
        for at in range(self.random.randrange(60, 600)):
            name = f"name {self.random.randrange(400)}" if self.random.random() < 0.2 else f"name {number}-{at}"
            lat, lon = south + self.random.random() * 3.6, east + self.random.random() * 3.6
            district = hashed(f"district {number}-{int(lat * 2)}-{int(lon * 2)}")
            region, place = hashed(f"region {number}"), hashed(f"place {number}-{at}")
            spots.append(Spot(lat, lon, 1.5, True, at == 0, place, hashed(name), region, district, 7))
        return spots

    def _incident(self, region: list[Spot], day: int) -> Incident:
        pick = self.random
        family = pick.choices(_FAMILIES, (30, 35, 10, 10, 5, 10))[0]
        killed = pick.choices((0, 1, 2, 3, int(pick.paretovariate(1.1) + 3)), (35, 25, 12, 8, 20))[0]
        words = tuple(hashed(f"own {pick.random()}") for _ in range(4))
        return Incident(
            day=day,
            place=region[min(len(region) - 1, int(pick.expovariate(1 / 40)))],
            family=family,
            killed=min(killed, 300),
            injured=pick.choices((0, 1, 2, int(pick.paretovariate(0.9) + 2)), (30, 15, 15, 40))[0] % 500,
            munition=pick.choice(_MUNITIONS),
            platform=pick.choice(_PLATFORMS),
            actors=tuple(sorted(pick.sample(_ACTORS[:6], pick.choice((1, 1, 2))))),
            sites=tuple(sorted(pick.sample(_SITES, pick.choice((1, 1, 2))))),
            victims=tuple(sorted(pick.sample(_VICTIMS, pick.choice((0, 1, 2))))),
            strikes=pick.choice((1, 1, 2, 3, 4, 6, 10)),
            words=words,
        )

    def _told(self, incident: Incident, number: int) -> Iterator[Statement | None]:
        """What the reports on an incident say; None for one that tells it in a round-up."""
        pick = self.random
        told: list[Statement] = []
        alone = pick.random() < DIFFICULTY["told by one report only"]
        for at in range(1 if alone else min(LONGEST, 1 + int(pick.paretovariate(1.5)))):
            if pick.random() < DIFFICULTY["told in a round-up of a day"]:
                yield None
                continue
            report = f"{pick.getrandbits(64):016x}-{number}-{at}"
            if told and pick.random() < DIFFICULTY["a copy of another report's statement"]:
                copied = pick.choice(told)
                found = msgspec.structs.replace(copied, report=report)
            else:
                found = self._statement(incident, report, "e1")
            told.append(found)
            yield found

    def _statement(self, incident: Incident, report: str, event: str) -> Statement:
        pick = self.random

        def said(value: tuple[str, ...]) -> tuple[str, ...]:
            return () if pick.random() < DIFFICULTY["weapon, platform, attacker, target not said"] else value

        own = [word for word in incident.words if pick.random() < DIFFICULTY["a rare word of the incident used"]]
        other = pick.choices(self.common, k=pick.randrange(4))
        first, last, month_day, soft = self._date(incident.day)
        return Statement(
            report=report, event=event, type=self._type(incident.family), level="incident", modality="asserted",
            first=first, last=last, month_day=month_day, soft=soft, spots=self._spots(incident.place),
            killed=self._toll(incident.killed), injured=self._toll(incident.injured),
            strikes=incident.strikes if pick.random() < 0.3 else 0, munitions=said((incident.munition,)),
            platforms=said((incident.platform,)), actors=said(incident.actors), sites=said(incident.sites),
            victims=said(incident.victims), words=tuple(dict.fromkeys(own + other)),
        )  # fmt: skip

    def _date(self, day: int) -> tuple[int, int, int, bool]:
        """First and last day, month and day where the year is not said, and whether it is that of publication."""
        chance = self.random.random()
        for name in ("date not said", "date of publication, a day late", "year not said", "month only"):
            chance -= DIFFICULTY[name]
            if chance < 0:
                break
        else:
            return day, day, 0, self.random.random() < 0.2
        real = dt.date.fromordinal(day)
        if name == "date of publication, a day late":
            return day + 1, day + 1, 0, True
        if name == "year not said":
            return 0, 0, real.month * 100 + real.day, False
        if name == "month only":
            return day - real.day + 1, day - real.day + 28, 0, False
        return 0, 0, 0, False

    def _spots(self, place: Spot) -> tuple[Spot, ...]:
        chance = self.random.random()
        for name in ("only the area named", "no place", "a name that is not on the map", "a wrong place nearby"):
            chance -= DIFFICULTY[name]
            if chance < 0:
                break
        else:
            return (place,)
        if name == "no place":
            return ()
        if name == "a name that is not on the map":
            return (Spot(name=place.name, admin1=place.admin1, country=7),)
        if name == "a wrong place nearby":
            turn, far = self.random.random() * math.tau, self.random.uniform(0.05, 0.2)
            lat, lon = (place.lat or 0) + far * math.sin(turn), (place.lon or 0) + far * math.cos(turn)
            near = hashed(f"near {self.random.randrange(10**6)}")
            return (Spot(lat, lon, 1.5, True, False, near, near, place.admin1, place.admin2, 7),)
        return (Spot(None, None, 0, False, False, place.admin2, place.admin2, place.admin1, place.admin2, 7),)

    def _type(self, family: tuple[str, ...]) -> str:
        chance = self.random.random()
        if chance < DIFFICULTY["another type of the same family"]:
            return self.random.choice(family[1:])
        return "other_violence" if chance > 1 - DIFFICULTY["type left open"] else family[0]

    def _toll(self, final: int) -> Toll | None:
        """A toll as reports give it: not at all, early, at least, or final."""
        chance = self.random.random()
        if chance < DIFFICULTY["toll not said"]:
            return None
        if final and chance < DIFFICULTY["toll not said"] + DIFFICULTY["toll of an early report"]:
            early = self.random.randint(max(1, final // 2), final)
            return Toll(early, None if self.random.random() < 0.3 else early)
        return Toll(final, final) if final or chance > 0.9 else None
