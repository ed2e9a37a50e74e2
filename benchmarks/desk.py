"""The review desk over a large register: the first page, every page's data, and how smoothly the map moves.

    python benchmarks/desk.py REGISTER [--freeze]

REGISTER: one of a hundred thousand events, such as ``benchmarks/register.py --keep PATH`` leaves. A real server
answers; the map is moved in Debian's Chromium, drawn in software, which is the worst case.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen

COMMAND = Path(sys.executable).with_name("tawthiq")
TIMES = 20
PAGES = {
    "queue": "/",
    "queue, filtered": "/?type=shelling&killed=1",
    "queue, by date": "/?state=any&order=latest",
    "report": "/next",
    "incidents": "/incidents",
    "overview": "/overview",
    "map page": "/map",
    "map data": "/api/v1/map",
    "events": "/api/v1/events?limit=50",
}
WANTED = {"first page, s": ("<=", 1.0)} | {f"{name}, median ms": ("<=", 200.0) for name in PAGES}
WANTED["map, 95th frame ms"] = ("<=", 250.0)

FRAMES = """() => new Promise(done => {
  const frames = []
  let before = performance.now()
  const tick = now => {
    frames.push(now - before)
    before = now
    if (frames.length < 150) requestAnimationFrame(tick)
    else done(frames.slice(5))
  }
  requestAnimationFrame(tick)
})"""


class Server:
    """A server over a register, and a client that was let in."""

    def __init__(self, register: Path) -> None:
        command = [str(COMMAND), "serve", "--register", str(register), "--port", "0", "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.link = self.process.stdout.readline().strip() if self.process.stdout else ""
        self.begun = time.perf_counter()
        where = urlsplit(self.link)
        self.base = f"http://{where.netloc}"
        self._client = http.client.HTTPConnection(where.netloc, timeout=300)
        self._cookie = ""
        answer = self._ask(f"{where.path}?{where.query}")
        self._cookie = str(answer.getheader("set-cookie")).split(";")[0]

    def _ask(self, path: str) -> http.client.HTTPResponse:
        self._client.request("GET", path, headers={"cookie": self._cookie})
        answer = self._client.getresponse()
        answer.read()
        return answer

    def leads(self, path: str) -> str:
        """Where an address leads, else itself."""
        return str(self._ask(path).getheader("location") or path).partition("#")[0]

    def took(self, path: str) -> float:
        """Milliseconds until an answer was there."""
        begun = time.perf_counter()
        self._ask(path)
        return 1000 * (time.perf_counter() - begun)

    def cookie(self) -> dict[str, str]:
        """The session, for a browser."""
        name, _, value = self._cookie.partition("=")
        return {"name": name, "value": value, "url": self.base}


def pages(server: Server) -> dict[str, float]:
    """The first page, then the median and the 95th of a hundred of each."""
    server.took("/")
    found = {"first page, s": time.perf_counter() - server.begun}
    for name, path in PAGES.items():
        address = server.leads(path)
        taken = sorted(server.took(address) for _ in range(TIMES))
        found[f"{name}, median ms"] = taken[TIMES // 2]
        found[f"{name}, p95 ms"] = taken[int(TIMES * 0.95)]
    return found


def frames(server: Server, chromium: str) -> dict[str, float]:
    """Milliseconds between pictures while the map is dragged and brought closer."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([server.cookie()])  # type: ignore[list-item]  # a cookie of its kind
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(f"{server.base}/map")
        page.locator("#map[data-drawn]").wait_for(timeout=120_000)
        drawn = time.perf_counter() - begun
        box = page.locator("#map").bounding_box() or {"x": 0, "y": 0, "width": 800, "height": 400}
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.evaluate(f"window.frames_ = ({FRAMES})()")
        for number in range(8):
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + 120 - 30 * number, y + 40, steps=6)
            page.mouse.up()
            page.mouse.wheel(0, -120 if number < 5 else 120)
        taken = sorted(page.evaluate("window.frames_"))
        browser.close()
    return {
        "map drawn, s": drawn,
        "map, median frame ms": taken[len(taken) // 2],
        "map, 95th frame ms": taken[int(len(taken) * 0.95)],
    }


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="The review desk over a large register.")
    parser.add_argument("register", type=Path)
    parser.add_argument("--freeze", action="store_true", help="keep these figures in benchmarks/results")
    given = parser.parse_args()
    server = Server(given.register)
    try:
        figures = pages(server)
        chromium = shutil.which("chromium")
        if chromium:
            figures |= frames(server, chromium)
    finally:
        server.process.terminate()
        server.process.wait()
    return 0 if frozen.report("desk", figures, WANTED, freeze=given.freeze) else 1


if __name__ == "__main__":
    sys.exit(main())
