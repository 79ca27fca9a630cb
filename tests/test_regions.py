"""Regions: what could be one happening is in one, and far days and countries are apart."""

import pytest

from newsie.regions import Regions, blocks


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("UKR", "2025-03-01", "2025-03-01", None), ("UKR", "2025-03-05", "2025-03-05", None), True),
        (("UKR", "2025-03-01", "2025-03-01", None), ("UKR", "2025-04-01", "2025-04-01", None), False),
        (("UKR", "2025-03-01", "2025-03-01", None), ("RUS", "2025-03-01", "2025-03-01", None), False),
        (("UKR", "2025-03-01", "2025-03-01", None), ("UKR", None, None, "2025-03-03"), True),
        (("UKR", None, None, None), ("UKR", None, None, None), True),
        (("UKR", None, None, None), ("UKR", "2025-03-01", "2025-03-01", None), False),
        (("UKR", "2025-03-04", "2025-03-04", "2025-03-03"), ("UKR", None, None, "2025-03-01"), True),
        (
            ("UKR", "2025-03-01", "2025-03-01", None, 50.1, 36.9),
            ("RUS", "2025-03-05", "2025-03-05", None, 50.6, 36.6),
            True,
        ),
        (
            ("UKR", "2025-03-01", "2025-03-01", None, 50.1, 30.9),
            ("RUS", "2025-03-01", "2025-03-01", None, 50.6, 36.6),
            False,
        ),
        (("UKR", "2014-03-01", "2025-03-01", None), ("UKR", "2025-03-01", "2025-03-01", None), False),
    ],
    ids=[
        "next week",
        "next month",
        "another country",
        "undated",
        "no day at all",
        "no day and a day",
        "a day to come, by a slip",
        "across a border",
        "another country, far",
        "years",
    ],
)
def test_regions(one, other, together):
    both = [list(blocks(*one)), list(blocks(*other))]
    regions = Regions(both)
    assert (regions.of(both[0][0]) == regions.of(both[1][0])) == together


def test_an_incident_of_two_weeks_joins_what_it_touches():
    days = [("2025-03-01", "2025-03-01"), ("2025-03-01", "2025-03-20"), ("2025-03-25", "2025-03-25")]
    found = [list(blocks("UKR", *d, None)) for d in days]
    regions = Regions(found)
    assert len({regions.of(b) for some in found for b in some}) == 1
    with pytest.raises(KeyError):
        regions.of(next(blocks("FRA", "2025-03-01", None, None)))
