"""The conclusions in words: which plan to fund, what it brings, who would object, and what cannot be told.

The rule is printed with the answer: embankments first, then water. In a flood the plan that frees most embankment from overtopping is best
(where none is freed: the largest fall of the flood level); in low water the plan that gains most days on target (where none is gained: most
sections of a better class). Plans within a tenth of the best are as good as it, and the cheapest of them is taken. Only changes greater than
the numerical error count.
"""

from .effects import attained, effect_of, flood_event, quality_event, smallest_freeboard, total
from .numbers import km, level, money, signed

AS_GOOD = 0.9  # share of the best plan's effect from which a cheaper plan is taken instead


def _join(parts, lang):
    parts = [part for part in dict.fromkeys(parts) if part]
    if lang == "zh":
        return "、".join(parts)
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


class Conclusions:
    """Works out the verdict for a list of events in one language.

    best_flood, best_quality  keys of plans, or None where no plan can be told from today
    lines                     sentences, the most important first; each a (kind, text)
    """

    def __init__(self, events, names, titles, lang):
        self.events, self.names, self.titles, self.lang = events, names, titles, lang
        self.flood, self.quality = flood_event(events), quality_event(events)
        self.effects = {event.name: {key: effect_of(event, key) for key in event.plans} for event in events}
        self.objected = set()  # keys of plans that somebody would object to
        self.best_flood = self._best(self.flood, lambda e: e.dry_again - e.newly_wet, lambda e: -e.fall - e.rise)
        self.best_quality = self._best(self.quality, lambda e: e.days, lambda e: len(e.better) - len(e.worse))
        self.lines = [line for line in (self._today(), self._fund(), *self._why(), *self._object(), self._unclear()) if line]

    def _best(self, event, *worths):
        """The plan that is worth most by the first measure that any plan is worth something by; None without any."""
        for worth in worths:
            found = {key: worth(effect) for key, effect in self.effects[event.name].items() if worth(effect) > 0}
            if found:
                good = [key for key in found if found[key] >= AS_GOOD * max(found.values())]
                return min(good, key=lambda key: event.plans[key]["cost"])
        return None

    def _say(self, zh, en):
        return zh if self.lang == "zh" else en

    def _counties(self, rows):
        return _join([row[f"name_{self.lang}"] for row in rows], self.lang)

    # --- the sentences ------------------------------------------------------------------------------------------------------

    def _today(self):
        run, quality = self.flood.base, self.quality.base
        length, row = total(run, "overtopped_length"), smallest_freeboard(run)
        got, of = attained(quality)
        failing = [s for s in quality["sections"] if s["class_mean"] > s["target_class"] > 0]
        wet = _join([self.names.jurisdiction(r["jurisdiction"]) for r in run["reaches"] if r["overtopped_length"]], self.lang)
        event = self.flood.title(self.lang)
        dry = self._say("水质", "Water") if self.quality is self.flood else self.quality.title(self.lang)
        if row is None:
            first = self._say(f"{event}:沿线无堤防。", f"{event}: there is no embankment. ")
        elif length:
            first = self._say(f"现状遇{event}:漫堤{km(length)} km({wet}),最小超高{level(row['min_freeboard'], row['max_water_level_error'])} m。",
                              f"Today, {_lower(event)}: {km(length)} km of embankment overtopped ({wet}); smallest freeboard {level(row['min_freeboard'], row['max_water_level_error'])} m. ")
        else:
            first = self._say(f"现状遇{event}:不漫堤,最小超高{level(row['min_freeboard'], row['max_water_level_error'])} m。",
                              f"Today, {_lower(event)}: nothing overtopped; smallest freeboard {level(row['min_freeboard'], row['max_water_level_error'])} m. ")
        second = self._say(f"{dry}:{len(quality['sections'])}个断面中{len(failing)}个均值超目标,达标{got}/{of}断面天。",
                           f"{dry}: {len(failing)} of {len(quality['sections'])} sections miss their target on average; {got} of {of} section-days attained.")
        return ("today", first + self._land(run) + second + self._low_water(quality))

    def _land(self, run):
        """Flood cells under water, the deepest by name."""
        cells = [c for c in run.get("storages", []) if c["storage_kind"] == "flood_cell" and c["flooded_hours"] > 0]
        if not cells:
            return ""
        deepest = max(cells, key=lambda c: c["max_depth"])
        name = deepest[f"name_{self.lang}"] or deepest["storage"]
        return self._say(f"{len(cells)}个防洪区受淹,最深{deepest['max_depth']:.1f} m({name})。",
                         f"{len(cells)} flood cell{'s' if len(cells) > 1 else ''} under water, up to {deepest['max_depth']:.1f} m ({name}). ")

    def _low_water(self, run):
        """Days below the ecological flow, the worst stretch by its length."""
        short = [f for f in run.get("ecological_flows", []) if f["days_below"]]
        if not short:
            return ""
        worst = max(short, key=lambda f: f["length_days_below"])
        return self._say(f"生态流量不足{worst['days_below']}/{worst['days']}天,最长{worst['worst_length']:.0f} km。",
                         f" Ecological flow missed on {worst['days_below']} of {worst['days']} days, over up to {worst['worst_length']:.0f} km.")

    def _fund(self):
        flood, quality, title = self.best_flood, self.best_quality, self.titles
        if flood is None and quality is None:
            return ("fund", self._say("没有一个方案的效果大于数值误差,不建议据此安排资金。",
                                      "No plan has an effect greater than the numerical error: do not fund any of them on these figures."))
        if flood is None or quality is None or flood == quality:
            key = flood or quality
            return ("fund", self._say(f"建议投“{title[key]}”({self._price(key)})。", f"Fund {title[key]} ({self._price(key)})."))
        return ("fund", self._say(
            f"建议:防洪投“{title[flood]}”({self._price(flood)}),水质投“{title[quality]}”({self._price(quality)}),两者不能互相代替。"
            f"预算只够一项时,先防漫堤,投“{title[flood]}”。",
            f"Fund {title[flood]} ({self._price(flood)}) against the flood and {title[quality]} ({self._price(quality)}) for the water; neither replaces the "
            f"other. If the budget holds only one: overtopping first, {title[flood]}."))

    def _price(self, key):
        """Cost, and what one kilometre or day of the plan's own effect costs beside the next best plan."""
        words = [money(self._run(key)["cost"], self.lang)]
        if key == self.best_flood:
            per = {k: self.flood.plans[k]["cost"] / (e.dry_again - e.newly_wet) * 1000 for k, e in self.effects[self.flood.name].items() if e.dry_again > e.newly_wet}
            if key in per:
                words.append(self._say(f"每公里不再漫堤{money(per[key], 'zh')}", f"{money(per[key], 'en')} per km freed"))
                words += [self._say(f"{self.titles[k]}为{money(per[k], 'zh')}", f"{self.titles[k]}: {money(per[k], 'en')}")
                          for k in sorted(per, key=per.get) if k != key][:1]
        return self._say(",", ", ").join(words)

    def _why(self):
        for key, title in self.titles.items():
            parts = []
            if key in self.effects[self.flood.name]:
                parts.append(self._flood_words(self.effects[self.flood.name][key]))
            if key in self.effects[self.quality.name]:
                parts.append(self._quality_words(self.effects[self.quality.name][key]))
            owners = _join([self.names.jurisdiction(m["owner"]) for m in self._run(key)["measures"] if m["owner"]], self.lang)
            cost = money(self._run(key)["cost"], self.lang)
            pays = self._say(f"({owners}出资{cost})", f" ({owners}, {cost})") if owners else f"({cost})"
            yield ("why", self._say(f"{title}{pays}:", f"{title}{pays}: ") + self._say(";", "; ").join(parts) + self._say("。", "."))

    def _run(self, key):
        return next(event.plans[key] for event in self.events if key in event.plans)

    def _flood_words(self, e):
        if not e.claims_flood and e.slight & {"water_level", "freeboard", "overtopped_length"}:
            return self._say("洪水位变化不到1 cm,漫堤不变", "flood levels change by less than 1 cm, overtopping does not")
        if not e.claims_flood:
            return self._say("洪水位与漫堤的变化小于数值误差,不作结论", "change of flood levels and overtopping below the numerical error, nothing claimed")
        parts = []
        if e.dry_again:
            parts.append(self._say(f"{km(e.dry_again)} km不再漫堤", f"{km(e.dry_again)} km no longer overtopped"))
        if e.newly_wet:
            parts.append(self._say(f"新增漫堤{km(e.newly_wet)} km", f"{km(e.newly_wet)} km newly overtopped"))
        if not parts:
            parts.append(self._say("漫堤长度无可辨变化", "no certain change of overtopped length"))
        if e.fall:
            parts.append(self._say(f"洪水位最多降{-e.fall:.2f} m", f"flood level falls by up to {-e.fall:.2f} m"))
        if e.rise:
            parts.append(self._say(f"{'' if e.fall else '洪水位'}最多升{e.rise:.2f} m", f"{'' if e.fall else 'flood level '}rises by up to {e.rise:.2f} m"))
        return self._say(",", ", ").join(parts)

    def _quality_words(self, e):
        if not e.claims_quality and "concentration" in e.slight:
            return self._say("断面浓度变化不到5%,类别和达标天数不变", "concentrations change by less than 5 %, classes and days on target do not")
        if not e.claims_quality:
            return self._say("水质变化小于数值误差,不作结论", "change of water quality below the numerical error, nothing claimed")
        parts = []
        if e.days:
            parts.append(self._say(f"达标{signed(e.days, 0)}断面天", f"{signed(e.days, 0)} section-days on target"))
        if e.better:
            parts.append(self._say(f"{len(e.better)}个断面升类", _sections(len(e.better)) + " gain a class"))
        if e.worse:
            parts.append(self._say(f"{len(e.worse)}个断面降类", _sections(len(e.worse)) + " lose a class"))
        if not parts:
            parts.append(self._say("浓度有变化,但类别和达标天数不变", "concentrations change, but no class and no day on target"))
        return self._say(",", ", ").join(parts)

    def _object(self):
        """Who would object to each plan, by county and the gravest of its losses."""
        for key, title in self.titles.items():
            worst = {}
            for event in self.events:
                for row in (self.effects[event.name][key].loses if key in event.plans else []):
                    worst.setdefault(row["jurisdiction"], self.names.in_words(row[f"text_{self.lang}"]))
            payers = {m["owner"] for m in self._run(key)["measures"] if m["owner"]}
            winners = {row["jurisdiction"] for event in self.events if key in event.plans for row in self.effects[event.name][key].gains}
            texts = [text + (self._say("(该县也有受益)", " (it also gains)") if county in winners else "") for county, text in worst.items()]
            for payer in sorted(payers - winners - set(worst)):
                name = self.names.jurisdiction(payer)
                texts.append(self._say(f"{name}出资而本县无可辨收益", f"{name} pays and has no certain gain"))
            if texts:
                self.objected.add(key)
                yield ("object", self._say(f"可能反对“{title}”的:", f"Would object to {title}: ") + self._say(";", "; ").join(texts[:3]) + self._say("。", "."))

    def _unclear(self):
        band = [event for event in self.events if not event.numerical_error.get("known", True)]
        if band:
            return ("unclear", self._say("部分计算没有误差带,其差别一律不作结论。", "Some runs have no error band: of their differences nothing is claimed."))
        quiet = [title for key, title in self.titles.items() if key not in self.objected]
        if quiet:
            return ("unclear", self._say(f"未见“{_join(quiet, 'zh')}”使任何县受到大于误差的损失。", f"No county loses by more than the error under {_join(quiet, 'en')}."))
        return None


def _sections(count):
    return f"{count} section" + ("s" if count != 1 else "")


def _lower(text):
    """A title inside a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
