"""Looks at the public pages in a real browser: accessible, readable, whole in every language and at every width."""

from __future__ import annotations

import os
import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

PAGES = {"/": "figures", "/data-dictionary": "dictionary"}
# The dictionary is one table after the other: what could be wrong with it shows where there is the least room.
DICTIONARY_LOOKS = {("ar", "phone")}
LANGUAGES = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}
# A machine that builds meanwhile is slow.
PATIENCE_MILLISECONDS = 120_000
# WCAG 2.2 at levels A and AA, and what axe holds to be good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def look(page: Page, url: str, path: str, language: str, width: str, folder: pathlib.Path | None) -> list[str]:
    """What is wrong with the page."""
    faults: list[str] = []
    asked: list[str] = []
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    address = f"{url}{path}?lang={language}"
    response = page.goto(address)
    if response is None or response.status != 200:
        return [f"{address} is not there"]
    if (page.get_attribute("html", "lang"), page.get_attribute("html", "dir")) != (language, LANGUAGES[language]):
        faults.append("the page is not in the language that was asked for")
    if others := [other for other in asked if other != address and not other.endswith("/favicon.ico")]:
        faults.append(f"it loads {others}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults.append(f"it is {wide} px wider than the screen")
    small = page.evaluate(
        "[...document.querySelectorAll('nav a')].filter(a => a.getBoundingClientRect().height < 24).length"
    )
    if small:
        faults.append(f"{small} links are too low to be touched")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    for violation in results.response["violations"]:
        places = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
        faults.append(f"{violation['id']}: {violation['help']} ({violation['impact']}): {places}")
    if not results.response["passes"]:
        faults.append("axe looked at nothing")
    if folder:
        page.screenshot(path=folder / f"{PAGES[path]}-{language}-{width}.png", full_page=True)
    return faults


def read_without_scripts(browser: Browser, url: str, language: str) -> str:
    """The page's text where no script runs."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/?lang={language}")
    text = page.inner_text("main")
    context.close()
    return text


def main() -> int:
    url = sys.argv[1]
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    pictures = folder if "--pictures" in sys.argv[3:] else None
    chromium = os.environ.get("JISR_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no Chromium found (on Debian: apt install chromium)")
        return 2
    faults: list[str] = []
    looked = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for language in LANGUAGES:
            for width in WIDTHS:
                for path in PAGES:
                    if path != "/" and (language, width) not in DICTIONARY_LOOKS:
                        continue
                    looked += 1
                    context = browser.new_context()
                    found = look(context.new_page(), url, path, language, width, pictures)
                    faults += [f"{path}, {language}, {width}: {fault}" for fault in found]
                    context.close()
            if folder:
                (folder / f"{language}.txt").write_text(read_without_scripts(browser, url, language), encoding="utf-8")
        if pictures:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{url}/?lang=en")
            page.pdf(path=pictures / "en.pdf", prefer_css_page_size=True)
            context.close()
        browser.close()
    for fault in faults:
        print(fault)
    if not faults:
        print(f"looked at {looked} pages, nothing found")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
