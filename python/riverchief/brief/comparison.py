"""What the brief is told: comparison.json of each event, and the register inside the result files."""

import json
import pathlib
from dataclasses import dataclass, field

import h5py

from .._core import InputError


def complaint(where, what, why, fix):
    """An InputError in four parts."""
    return InputError(f"{where}: error: {what}\n" + (f"  why: {why}\n" if why else "") + f"  fix: {fix}")


@dataclass
class Event:
    """One flood or dry season: today and the same plans as in every other event.

    base, plans   runs as comparison.json tells them: assessment with cost, measures, reaches, sections, jurisdictions
    differences   plan minus base, keyed as plans, with gains and loses
    """

    folder: pathlib.Path
    base: dict
    plans: dict = field(default_factory=dict)
    differences: dict = field(default_factory=dict)
    numerical_error: dict = field(default_factory=dict)

    @property
    def name(self):
        return self.base["scenario"]

    def title(self, lang):
        return _halves(self.base, lang)[0]

    def file(self, run):
        """Path of the result file of a run; a relative one is looked for from here, then from the comparison's folder and above."""
        path = pathlib.Path(run["file"])
        for start in (pathlib.Path(), self.folder, *self.folder.resolve().parents):
            if (start / path).is_file():
                return start / path
        raise complaint(self.folder / "comparison.json", f"the result file {path} is not there", "the pictures and offices of the brief come from it",
                        "put the file back, or run and compare the scenarios again.")


def _halves(run, lang):
    """"20-year flood: dredging" -> ("20-year flood", "dredging"); the second is empty without a colon."""
    title = run.get(f"title_{lang}") or run.get("title_zh") or run.get("title_en") or run["scenario"]
    for colon in ("\uff1a", ":"):  # the wide colon of Chinese, or the narrow one
        if colon in title:
            head, tail = title.split(colon, 1)
            return head.strip(), tail.strip()
    return title, ""


def plan_title(run, lang):
    """What the plan is called beside others: the part of its title behind the colon."""
    head, tail = _halves(run, lang)
    title = tail or head
    if lang == "zh" and len(title) > 3:
        title = title.removesuffix("方案")
    return title[:1].upper() + title[1:] if lang == "en" else title


def _event(folder):
    path = folder / "comparison.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        base = told["base"]
        event = Event(folder, base, numerical_error=told.get("numerical_error", {}))
        for run, difference in zip(told["plans"], told["differences"], strict=True):
            key = run["scenario"].removeprefix(base["scenario"]).strip("_- ") or run["scenario"]
            event.plans[key], event.differences[key] = run, difference
    except (ValueError, KeyError, TypeError) as error:
        raise complaint(path, "this is not a comparison", f"{type(error).__name__}: {error}", "make it with: riverchief compare BASE.h5 PLAN.h5 ... -o FOLDER") from error
    if not event.plans:
        raise complaint(path, "this comparison holds no plan", "", "compare a base with at least one plan.")
    return event


def read_events(folder):
    """The comparisons in a folder: its own, or one of each sub-folder, in the order of their names.

    :raises InputError: where there is none, or one is no comparison
    """
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise complaint(folder, "there is no such folder", "", "give the folder that 'riverchief compare ... -o FOLDER' wrote, or one that holds several of them.")
    here = [folder] if (folder / "comparison.json").is_file() else sorted(path.parent for path in folder.glob("*/comparison.json"))
    if not here:
        raise complaint(folder, "there is no comparison in this folder", "neither comparison.json nor */comparison.json",
                        "make one with: riverchief compare BASE.h5 PLAN.h5 ... -o FOLDER")
    return [_event(one) for one in here]


def register(event):
    """The register inside the base's result file, and the attributes of the file."""
    path = event.file(event.base)
    try:
        with h5py.File(path) as file:
            text = file["inputs/register"][()]
            attributes = {key: value.decode() if isinstance(value, bytes) else value for key, value in file.attrs.items()}
            return json.loads(text), attributes
    except (OSError, KeyError, ValueError) as error:
        raise complaint(path, "this result file has no readable register", str(error), "run the scenario again with this version of riverchief.") from error


class Names:
    """Names and offices of the register in one language."""

    def __init__(self, told, lang):
        self.lang = lang
        self.told = told
        self._jurisdictions = {one["id"]: one for one in told.get("jurisdictions", [])}
        self._chiefs = {one["id"]: one for one in told.get("chiefs", [])}
        self._rivers = {one["id"]: one for one in told.get("rivers", [])}

    def _name(self, entry, key, otherwise):
        return (entry or {}).get(f"{key}_{self.lang}") or (entry or {}).get(f"{key}_zh") or (entry or {}).get(f"{key}_en") or otherwise

    def jurisdiction(self, name):
        return self._name(self._jurisdictions.get(name), "name", name)

    def office(self, chief):
        return self._name(self._chiefs.get(chief), "office", chief or "–")

    def river(self, name):
        return self._name(self._rivers.get(name), "name", name)

    def in_words(self, text):
        """A text with "zhimai: 92.3 km" in it, the river by its name."""
        for river in self._rivers:
            text = text.replace(f"{river}: ", f"{self.river(river)} ")
        return text

    @property
    def basin(self):
        return self.told.get(f"basin_title_{self.lang}") or self.told.get("basin", "")

    def of(self, entry):
        return self._name(entry, "name", entry.get("id", ""))
