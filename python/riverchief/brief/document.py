"""From a folder of comparisons to one page: HTML by jinja2, PDF by WeasyPrint."""

import base64
import bisect
import functools
import pathlib
import tempfile
from dataclasses import dataclass

import jinja2
import pandas as pd

from .._core import RunError, __version__
from .comparison import Names, plan_title, read_events, register
from .conclusions import Conclusions
from .effects import flood_event
from .pictures import draw
from .tables import counties, plan_rows, prices, reach_rows, section_rows
from .words import say, typeset, unit

HERE = pathlib.Path(__file__).parent
MAP_WIDTH = 11.5      # cm, as drawn; printed in a little less
PROFILE_WIDTH = 11.5  # cm, as drawn


@dataclass(frozen=True)
class Room:
    """What gives way until everything stands on one page."""

    reaches: int     # rows of embankments
    sections: int    # rows of monitoring sections
    size: float      # of letters [pt]
    pictures: float  # share of their full width


STEPS = (Room(8, 13, 8.0, 1.0), Room(7, 13, 7.8, 1.0), Room(6, 13, 7.6, 1.0), Room(6, 13, 7.4, 0.97), Room(5, 13, 7.3, 0.94), Room(5, 13, 7.2, 0.92),
         Room(5, 13, 7.1, 0.89), Room(5, 13, 7.0, 0.86), Room(5, 13, 7.0, 0.84), Room(5, 12, 7.0, 0.82), Room(5, 11, 6.9, 0.81), Room(5, 11, 6.8, 0.80),
         Room(5, 10, 6.8, 0.79), Room(5, 10, 6.7, 0.77), Room(4, 9, 6.6, 0.75), Room(3, 8, 6.5, 0.70), Room(3, 6, 6.2, 0.62))


@dataclass
class Pictures:
    """Paths of the three pictures and what stands under them; a path is None where there is nothing to draw."""

    freeboard: pathlib.Path | None
    quality: pathlib.Path | None
    profile: pathlib.Path | None
    freeboard_words: str = ""
    quality_words: str = ""


def _titles(events, lang):
    """Key -> title of every plan, in the order of the first comparison that has it."""
    titles = {}
    for event in events:
        for key, run in event.plans.items():
            titles.setdefault(key, plan_title(run, lang))
    return titles


@functools.cache
def _inside(path):
    """A picture as part of the page: a page then needs no file beside it, and the same pictures make the same bytes."""
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def _draw(verdict, titles, today, lang, river, told, folder):
    """The maps of today, the profile with every plan."""
    flood, quality = verdict.flood, verdict.quality
    rivers = told.get("rivers", [])
    river = river or max(rivers, key=lambda r: r["length"], default={"id": None})["id"]
    wet = draw(flood, [], "map_freeboard", folder / "flood", lang, MAP_WIDTH)
    dry = draw(quality, [], "map_class", folder / "quality", lang, MAP_WIDTH)
    moving = [key for key in titles if key in flood.plans and verdict.effects[flood.name][key].claims_flood]
    along = draw(flood, moving, "profile", folder / "profile", lang, PROFILE_WIDTH, river)
    profile = next((path for name, path in along.items() if name.startswith("profile")), None)
    return Pictures(wet.get("map_freeboard"), dry.get("map_class"), profile,
                    say("map_freeboard", lang, plan=today, event=flood.title(lang)), say("map_class", lang, plan=today, event=quality.title(lang)))


def _period(event):
    """"2025-08-08 – 2025-08-18" from the scenario itself."""
    start = pd.Timestamp(event.base["start"])
    return f"{start:%Y-%m-%d} – {start + pd.Timedelta(seconds=event.base['duration']):%Y-%m-%d}"


def _prices(rows, lang):
    """"20 元/m³(2023, 公开资料)": every price once."""
    told = []
    for price in rows:
        mark = say(price["price_mark"], lang) if price.get("price_mark") in ("published", "assumed", "scenario") else price.get("price_mark", "")
        words = ", ".join(str(word) for word in (price.get("price_year"), mark) if word)
        told.append(f"{price['unit_price']:,.10g} {unit(price['price_unit'], lang)} ({words})")
    return typeset("、".join(told), lang) if lang == "zh" else ", ".join(told)


def _page(events, lang, river, folder):
    """Everything the template prints, except what depends on the room there is."""
    told, attributes = register(events[0])
    names, titles = Names(told, lang), _titles(events, lang)
    verdict = Conclusions(events, names, titles, lang)
    flood, quality = verdict.flood, verdict.quality
    today = plan_title(flood.base, lang) if flood.base.get(f"title_{lang}") and plan_title(flood.base, lang) != flood.title(lang) else say("today", lang)
    pictures = _draw(verdict, titles, today, lang, river, told, folder)
    unfinished = [run["scenario"] for event in events for run in (event.base, *event.plans.values()) if not run.get("completed", True)]
    return {
        "lang": lang, "joint": "、" if lang == "zh" else ", ", "say": lambda key, **values: say(key, lang, **values),
        "title": say("title", lang, basin=names.basin), "events": [(event.title(lang), _period(event)) for event in events],
        "flood_title": flood.title(lang), "quality_title": quality.title(lang),
        "lines": [(kind, typeset(text, lang)) for kind, text in verdict.lines], "counties": [names.jurisdiction(county) for county, _ in counties(flood)],
        "plans": plan_rows(flood, quality, titles, today, names), "plan_titles": list(titles.values()), "today": today,
        "best": [titles[key] for key in dict.fromkeys((verdict.best_flood, verdict.best_quality)) if key],
        "pictures": pictures,
        "prices": _prices(prices(events, titles), lang),
        "how": typeset(flood.numerical_error.get("how_zh" if lang == "zh" else "how", ""), lang),
        "note": typeset(told.get(f"note_{lang}") or "", lang),
        "unfinished": say("unfinished", lang, runs=", ".join(unfinished)) if unfinished else "",
        "numerics": {"cells": attributes.get("cell_length"), "accuracy": attributes.get("relative_accuracy"), "datum": attributes.get("datum", ""),
                     "crs": attributes.get("crs", "")},
        "standard": quality.base.get("standard", ""),
        "versions": [attributes.get("source", ""), f"riverchief-brief {__version__}"],
        "hashes": [(run["scenario"], run["input_hash"][:12]) for event in events for run in (event.base, *event.plans.values())],
    }, flood, quality, titles, names


def _roomiest(render):
    """The first of STEPS whose page holds everything, by halving; each step takes less room than the one before.

    :param render: Room -> HTML
    :returns:      (Room, laid out document)
    :raises RunError: where even the last does not fit
    """
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    fonts, pictures, fits = FontConfiguration(), {}, {}

    def fit(step):
        document = HTML(string=render(STEPS[step]), base_url=str(HERE)).render(font_config=fonts, cache=pictures)
        if len(document.pages) == 1:
            fits[step] = document
            return True
        return False

    step = bisect.bisect_left(range(len(STEPS)), True, key=fit)
    if step not in fits:
        raise RunError("the brief does not fit on one page\n  fix: compare fewer plans at a time.")
    return STEPS[step], fits[step]


def make_brief(folder, output, lang="zh", river=None):
    """Writes the brief.

    :param folder: a comparison, or a folder with one comparison per event
    :param output: .pdf (one A4 page) or .html (the same page, pictures inside)
    :param lang:   "zh" or "en"
    :param river:  id of the river of the long profile; default: the longest
    :returns:      path of the file written
    :raises InputError: where the folder holds no comparison, a result file is gone, or pictures cannot be drawn
    :raises RunError:   where the page cannot be made to fit
    """
    events = read_events(folder)
    flood = flood_event(events)
    events.sort(key=lambda event: event is not flood)  # the flood first
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    template = environment.get_template("page.html.jinja")
    output = pathlib.Path(output)
    with tempfile.TemporaryDirectory(prefix="riverchief_brief_") as scratch:
        page, flood, quality, titles, names = _page(events, lang, river, pathlib.Path(scratch))

        def render(room):
            rows, left_out = section_rows(quality, titles, names, room.sections)
            return template.render(**page, room=room, uri=_inside, reaches=reach_rows(flood, titles, names, room.reaches), sections=rows, left_out=left_out)

        room, document = _roomiest(render)
        output.parent.mkdir(parents=True, exist_ok=True)
        if output.suffix.lower() == ".html":
            output.write_text(render(room), encoding="utf-8")
        else:
            document.write_pdf(output, pdf_identifier=b"riverchief")
    return output
