"""The fixed words of the brief, Chinese first, English beside it, and how Chinese is set."""

import re

WORDS = {
    "title": ("{basin}治理方案比选简报", "{basin}: which plan to fund"),
    "kicker": ("河长会议材料", "For the chiefs' meeting"),
    "conclusions": ("结论", "Conclusions"),
    "plans": ("方案比较(防洪:{flood};水质:{quality})", "The plans side by side (flood: {flood}; water: {quality})"),
    "embankments": ("堤防:最小超高 m(±为数值误差)", "Embankments: smallest freeboard m (± numerical error)"),
    "sections": ("断面水质:均值类别 达标天数/评价天数", "Monitoring sections: class of the mean, days attained/rated"),
    "maps": ("图", "Pictures"),
    "assumptions": ("依据与假定", "Basis and assumptions"),
    "plan": ("方案", "Plan"),
    "today": ("现状", "Today"),
    "cost": ("投资 万元", "Cost M CNY"),
    "yearly": ("年费 万元", "Yearly M CNY"),
    "levels": ("最高洪水位变化 m", "Change of highest flood level m"),
    "length": ("漫堤 km", "Overtopped km"),
    "freeboard": ("最小超高 m", "Smallest freeboard m"),
    "days": ("达标断面天", "On target, section-days"),
    "gains": ("受益", "Gains"),
    "loses": ("受损", "Loses"),
    "reach": ("河段", "Reach"),
    "bank": ("岸", "Bank"),
    "office": ("责任河长", "Responsible office"),
    "level": ("最高水位 m", "Highest level m"),
    "first": ("首次漫堤", "First overtopped"),
    "section": ("断面", "Section"),
    "target": ("目标", "Target"),
    "left": ("左", "left"),
    "right": ("右", "right"),
    "nobody": ("无", "nobody"),
    "map_freeboard": ("{plan},{event}:最小超高", "{plan}, {event}: smallest freeboard"),
    "map_class": ("{plan},{event}:水质类别", "{plan}, {event}: water quality class"),
    "same": ("“=”:与现状之差不大于数值误差或1 cm,不作结论。绿:变好;红:变差或漫堤。",
             "=: the difference from today is not above the numerical error or 1 cm; nothing is claimed. Green: better; red: worse, or overtopped."),
    "more_sections": ("另有{n}个断面未列。", "{n} more sections are not listed."),
    "rule": ("判断规则:先看漫堤,再看水质;效果相差不到一成的取便宜的;只计大于数值误差的变化(水位≥1 cm,浓度≥5%)。",
             "Rule: overtopping first, then water; of plans within a tenth of each other the cheaper; only changes above the numerical error count (levels from 1 cm, concentrations from 5 %)."),
    "unit_price": ("单价", "Unit prices"),
    "published": ("公开资料", "published"),
    "assumed": ("假定", "assumed"),
    "scenario": ("情景给定", "given by the scenario"),
    "version": ("计算程序", "Computed by"),
    "hash": ("输入校验码(SHA-256前12位)", "Input hashes (SHA-256, first 12 digits)"),
    "standard": ("评价标准", "Standard"),
    "datum": ("高程基准", "datum"),
    "cells": ("网格", "cells"),
    "accuracy": ("相对精度", "relative accuracy"),
    "unfinished": ("注意:{runs}没有算完,以下数字不完整。", "Beware: {runs} did not run to the end; figures are incomplete."),
}

UNITS = {"yuan": ("元", "yuan"), "m3": ("m³", "m³"), "m": ("m", "m"), "outfall": ("处", "outfall")}


# Written as numbers, because the wide and the narrow forms look alike on a screen.
_WIDE = {",": "\uff0c", ":": "\uff1a", ";": "\uff1b", "(": "\uff08", ")": "\uff09", "?": "\uff1f"}
_HAN = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u201c\u201d]"


def typeset(text, lang):
    """Chinese text gets the wide punctuation of Chinese where it touches a Chinese letter, and wide brackets."""
    if lang != "zh":
        return text
    wide = lambda found: _WIDE[found[0][0]]
    text = re.sub(r" ?\(([^()]*)\)", "\uff08\\1\uff09", text)
    text = re.sub(rf"(?<={_HAN})[,:?] ?", wide, text)
    text = re.sub(rf"[,:] ?(?={_HAN})", wide, text)
    text = re.sub(r"; ?", "\uff1b", text)
    return re.sub(r"(?<=[0-9m%]), ?(?![0-9]{3}(?![0-9]))", "\uff0c", text)


def say(key, lang, **values):
    """A fixed word in the language, with its values filled in."""
    return typeset(WORDS[key][0 if lang == "zh" else 1].format(**values), lang)


def unit(text, lang):
    """"yuan/m3" -> "元/m³"."""
    return "/".join(UNITS.get(part, (part, part))[0 if lang == "zh" else 1] for part in text.split("/"))
