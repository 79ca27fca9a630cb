"""What is refused as not English, and what is not."""

import pytest

from newsie.language import NOT_ENGLISH, why_not


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 26 men in Ivano-Frankivsk, aid workers said. Dan Na Ambassagou fighters fled Zetan"
        " after trucks reached De La Torre, Van Den Berg and Los Angeles.",  # foreign words in names alone
        "TWO PEOPLE WERE KILLED IN THE ATTACK ON THE MARKET OF ADEN, THE MINISTER SAID ON FRIDAY.",
        "Gunmen kill 8 soldiers, burn 20 homes, flee on motorbikes: mayor, witnesses, army sources, reports",
        "Police held 30 men in Rio de Janeiro on suspicion of supplying Asbat al-Ansar, aid workers said.",
        "Zwei Menschen starben.",  # too short to judge
        "",
    ],
)
def test_what_is_read(text):
    assert why_not(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte am Freitag, dass zwei Menschen bei dem Angriff getötet wurden und drei fliehen.",
        "El ministro dijo el viernes que dos personas murieron en el ataque contra una escuela de la ciudad.",
        "DER MINISTER SAGTE AM FREITAG, DASS ZWEI MENSCHEN BEI DEM ANGRIFF GETÖTET WURDEN UND DREI FLIEHEN.",
        "Министр сказал в пятницу, что два человека погибли при нападении на школу в центре города Одессы.",
    ],
)
def test_what_is_refused(text):
    assert why_not(text) == NOT_ENGLISH
