"""Invented articles without end: the same seed gives the same articles, and new names keep coming."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from newsie import lexicon

SENTENCES = (
    "At least {n} people were killed and {m} wounded when {group} attacked {town}, {country}, on {day}.",
    "{person}, a spokesman for the regional government, said {n} houses had been destroyed by {weapon}.",
    '"We heard {m} explosions before dawn," said {person}, a shopkeeper in {village}.',
    "The army said it had shot down {n} of {m} drones launched overnight, most of them near {town}.",
    "Police arrested {n} men in {town} on suspicion of supplying {group} with arms worth ${m} million.",
    "{person}, who fled {village} with {n} relatives, said soldiers had searched the market on {day}.",
    "Rescue workers pulled {n} survivors from a school in {village}, the mayor, {person}, said.",
    "More than {m},000 people have been displaced from {town} since {month}, the United Nations said.",
    "The attack was the worst in {country} since {month}, when {n} soldiers died near {village}.",
    "{group} did not comment. The president of {country} is to meet army commanders in {town} on {day}.",
    "Protesters marched through {town} on {day} to demand that the governor, {person}, resign.",
    "A convoy of {n} food trucks reached {village}, {m} kilometres north of {town}, aid workers said.",
)
SYLLABLES = "ba ko ri tan mu shi del a ve nor gu li sa men ho ze pra ku lo dim yar fe to ran wi ca".split()
MONTHS = ("January", "March", "June", "August", "October", "December")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEAPONS = ("shelling", "a car bomb", "drones", "rocket fire", "an air strike", "mortar shells")


def articles(count: int, words: int = 300, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield articles of about so many words, with ids and days of publication."""
    dice = random.Random(seed)
    towns = list(lexicon.read_builtin("en", "places_towns").values())
    groups = [row["name"] for row in lexicon.read_builtin("en", "actors_groups").values()]
    names = [name.title() for name in lexicon.read_builtin("en", "given_names")]
    countries = {row["iso3"]: row["name"] for row in lexicon.read_builtin("en", "countries").values()}
    for number in range(count):
        town, text = dice.choice(towns), []
        people = [f"{dice.choice(names)} {_name(dice)}" for _ in range(4)]
        while sum(len(s.split()) for s in text) < words:
            filled = dice.choice(SENTENCES).format(
                n=dice.randint(2, 60),
                m=dice.randint(61, 400),
                town=town["name"],
                country=countries.get(town["country"], "the country"),
                village=_name(dice),
                person=dice.choice(people),
                group=dice.choice(groups),
                weapon=dice.choice(WEAPONS),
                day=dice.choice(DAYS),
                month=dice.choice(MONTHS),
            )
            text.append(filled)
        published = date(2024, 1, 1) + timedelta(number % 366)
        paragraphs = [" ".join(text[i : i + 3]) for i in range(0, len(text), 3)]
        yield {"id": f"s{number}", "text": "\n\n".join(paragraphs), "published": published.isoformat()}


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).title()
