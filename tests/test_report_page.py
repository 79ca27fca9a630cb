"""The report in a browser: clicked, typed into, filtered, and its numbers read back.

Needs selenium and Debian's chromium and chromium-driver (`apt-get install chromium
chromium-driver`); skipped without them.
"""

import shutil
import time

import pytest
from report_rows import HOSTILE, made

from newsie.report import render

webdriver = pytest.importorskip(
    "selenium.webdriver", reason="selenium is not installed: pip install -e '.[test]'"
)
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import Select  # noqa: E402

CHROME, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(
        not (CHROME and DRIVER), reason="no browser here: apt-get install chromium chromium-driver"
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # selenium leaves its pipes to the collector
]
SWITCHES = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1440,900"
)
N = 60
ROWS = made(N)[0]["incidents"]


@pytest.fixture(scope="module")
def chrome():
    options = webdriver.ChromeOptions()
    options.binary_location = CHROME
    for switch in SWITCHES.split():
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for n in (0, N, 500, 2000):
        (folder / f"{n}.html").write_text(render(*made(n), title="Made up"), encoding="utf8")
    return folder


@pytest.fixture
def page(chrome, pages):
    """Open the report of N incidents anew; afterwards nothing may stand on the console."""
    yield Page(chrome, pages / f"{N}.html")
    assert chrome.get_log("browser") == []
    assert chrome.execute_script("return window.broken") is None


class Page:
    """The report as a person handles it."""

    def __init__(self, driver, path, width=1440):
        self.driver = driver
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.get(path.as_uri())

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def tab(self, name):
        next(t for t in self.all("[role=tab]") if t.text == name).click()

    def shown(self, count):
        """Wait until so many incidents are shown; return the line that says it."""
        for _ in range(100):
            if self.one("#shown").text.startswith(f"{count} of {N} "):
                break
            time.sleep(0.02)
        text = self.one("#shown").text
        assert text.startswith(f"{count} of {N} "), text
        return text

    def cells(self, column):
        return [cell.text for cell in self.all(f"tbody td:nth-child({column})")]


def test_the_table_shows_every_incident_and_its_sums(page):
    assert len(page.all("tbody tr")) == N
    low = sum(r.killed_low or 0 for r in ROWS)
    high = sum(r.killed_high or 0 for r in ROWS)
    assert f"{low:g} ({low:g}–{high:g}) killed" in page.shown(N)


def test_headings_sort_and_say_so(page):
    known = sorted((r.killed_best for r in ROWS if r.killed_best), reverse=True)
    page.all("th button")[5].click()
    assert page.all("th")[5].get_attribute("aria-sort") == "descending"
    assert [float(c.split()[0]) for c in page.cells(6) if c] == known
    page.all("th button")[5].click()
    assert page.all("th")[5].get_attribute("aria-sort") == "ascending"
    assert [float(c.split()[0]) for c in page.cells(6) if c] == known[::-1]
    assert page.cells(6)[-1] == ""  # what is not told comes last either way


def test_filters_narrow_every_view_and_clear(page):
    Select(page.one("[name=country]")).select_by_value("Sudan")
    sudan = [r for r in ROWS if r.country == "SDN"]
    page.shown(len(sudan))
    assert set(page.cells(3)) == {"El Fasher, Sudan"}
    page.one("[name=killed]").send_keys("4")
    page.shown(len([r for r in sudan if (r.killed_best or 0) >= 4]))
    page.one("[name=killed]").clear()
    page.one("[name=contested]").click()
    contested = [r for r in sudan if r.contested]
    page.shown(len(contested))
    page.tab("Map")
    assert len(page.all(".map [role=button]")) == 1
    page.tab("Tolls")
    assert len(page.all("li.toll")) == len(contested)
    page.one("#reset").click()
    page.shown(N)


def test_the_search_finds_words_in_any_column(page):
    page.one("[name=text]").send_keys("suva group")
    page.shown(len([r for r in ROWS if r.place_name == "Suva"]))
    page.one("[name=text]").send_keys(" nowhere")
    page.shown(0)
    assert "No incident passes" in page.one("#panels").text


def test_an_incident_opens_with_its_claim_in_its_sentence_and_closes(page):
    row = page.all("tbody .link")[4]
    row.send_keys(Keys.ENTER)
    detail = page.one("#detail")
    assert "Killed\n4" in detail.text
    assert HOSTILE in detail.text  # as words
    quote = page.one("#detail blockquote")
    assert quote.text.startswith("🚨 Group 4 hit Group 2 in Odesa; 4 people died")
    assert [m.text for m in page.all("#detail mark.focus")] == ["hit", "4"]
    link = page.one("#detail .byline a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (
        "https://example.org/4",
        "noopener noreferrer",
    )
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not detail.is_displayed()
    assert page.driver.switch_to.active_element == row


def test_tabs_work_with_the_arrow_keys(page):
    page.all("[role=tab]")[0].send_keys(Keys.ARROW_RIGHT)
    assert page.driver.switch_to.active_element.text == "Who does what to whom"
    page.driver.switch_to.active_element.send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert page.driver.switch_to.active_element.text == "Articles"


def test_the_graph_gives_a_node_s_evidence_and_moves(page):
    page.tab("Who does what to whom")
    page.one("g.actor[aria-label^='Group 1:']").click()
    told = [
        e for e in made(N)[0]["events"] if "Q1" in {e.actor_id, e.target_id} and e.actor_id != e.target_id
    ]
    assert f"Told\n{len(told)} event" in page.one("#detail").text
    assert len(page.all("#detail blockquote")) == min(len(told), 30)
    node = page.one("g.actor")
    places = [node.get_attribute("transform")]
    for act in (
        lambda: page.one("[aria-label='Zoom in']").click(),
        lambda: page.one("svg.frame").send_keys(Keys.ARROW_LEFT),
        lambda: webdriver.ActionChains(page.driver)
        .move_to_element_with_offset(page.one("svg.frame"), -200, -200)
        .click_and_hold().move_by_offset(50, 30).release().perform(),
    ):  # fmt: skip
        act()
        places.append(node.get_attribute("transform"))
    assert len(set(places)) == 4
    page.one("[aria-label='Show all']").click()
    assert node.get_attribute("transform") == places[0]


def test_details_beside_a_drawing_leave_it_whole(page):
    page.tab("Who does what to whom")
    frame = page.one("svg.frame")
    before = frame.rect["width"]
    page.one("g.actor").click()
    time.sleep(0.2)
    assert frame.rect["width"] < before
    edge = frame.rect["x"] + frame.rect["width"]
    assert [n.rect["x"] > edge for n in page.all("g.actor")].count(True) == 0


def test_nodes_open_with_the_keyboard(page):
    page.tab("Who does what to whom")
    page.one("g.actor").send_keys(Keys.ENTER)
    assert page.one("#detail").is_displayed()


def test_the_timeline_counts_and_its_bars_open(page):
    page.tab("Timeline")
    dated = [r for r in ROWS if r.date_start]
    assert f"{N - len(dated)} incidents without a date" in page.one("#panels").text
    first = min(r.date_start for r in dated)
    held = [r for r in dated if r.date_start == first]
    bar = page.one(f"rect.incidents[aria-label^='{first}']")
    assert f"{len(held)} incidents" in bar.get_attribute("aria-label")
    bar.send_keys(Keys.ENTER)
    assert len(page.all("#detail .card")) == len(held)


def test_the_map_has_a_sign_a_place_and_a_square_for_a_country(page):
    page.tab("Map")
    assert len(page.all(".map [role=button]")) == 4
    assert len(page.all(".map rect.spot")) == 1
    odesa = [r for r in ROWS if r.place_name == "Odesa"]
    killed = sum(r.killed_best or 0 for r in odesa)
    page.one(f".map [aria-label='Odesa: {len(odesa)} incidents, {killed:g} killed']").send_keys(Keys.SPACE)
    assert page.one("#detail h2").text == "Odesa"


def test_tolls_show_their_range_and_sources(page):
    page.tab("Tolls")
    first = page.one("li.toll")
    assert first.find_element(By.CSS_SELECTOR, ".figure").text.startswith("6")
    assert first.find_element(By.CSS_SELECTOR, ".said").text.startswith(("Sample Wire: 6", HOSTILE))
    page.one("input[value=injured]").click()
    assert "No incident here has people injured" in page.one("#panels").text


def test_articles_have_every_claim(page):
    page.tab("Articles")
    page.all("#panel-5 .link")[4].click()
    assert [m.text for m in page.all("#detail mark.focus")] == ["4"]


def test_at_phone_width_nothing_runs_off_the_side(chrome, pages):
    page = Page(chrome, pages / f"{N}.html", width=390)
    for name in [t.text for t in page.all("[role=tab]")]:
        page.tab(name)
        assert chrome.execute_script("return document.documentElement.scrollWidth") == 390, name
    page.tab("Incidents")
    page.all("tbody .link")[4].click()
    box = page.one("#detail").rect
    assert (box["x"], box["width"]) == (0, 390)
    assert chrome.get_log("browser") == []


def test_a_report_of_nothing_says_so(chrome, pages):
    page = Page(chrome, pages / "0.html")
    for name in [t.text for t in page.all("[role=tab]")]:
        page.tab(name)
    assert chrome.get_log("browser") == []


@pytest.mark.parametrize(("n", "limit"), [(500, 2), (2000, 6)])
def test_many_incidents_open_soon(chrome, pages, n, limit):
    began = time.perf_counter()
    page = Page(chrome, pages / f"{n}.html")
    assert len(page.all("tbody tr")) == 100
    assert time.perf_counter() - began < limit
    for name in [t.text for t in page.all("[role=tab]")]:
        page.tab(name)
    page.tab("Incidents")
    page.one("tbody").find_element(By.XPATH, "../following-sibling::button").click()
    assert len(page.all("tbody tr")) == 200
    assert chrome.get_log("browser") == []
