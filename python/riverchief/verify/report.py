"""What the verification found, for people (English or Chinese), for programs (JSON), and for the table in tests/README.md."""

import os
import sys
import unicodedata

from . import checks

WORDS = {
    "en": {"proves": "proves", "limit": "limit", "pass": "pass", "fail": "FAIL", "source": "source", "problem": "problem", "exact": "exact",
           "measured": "measured", "stopped": "stopped", "at_least": ">=", "at_most": "<=",
           "sum": "{cases} cases, {figures} figures: {passed} cases passed, {failed} failed; {seconds:.0f} s, {jobs} at a time.",
           "failed": "failed: {names}", "progress": "{done} of {all} cases, running: {running}"},
    "zh": {"proves": "证明", "limit": "限值", "pass": "通过", "fail": "不通过", "source": "出处", "problem": "问题", "exact": "精确解",
           "measured": "量测", "stopped": "中断", "at_least": "≥", "at_most": "≤",
           "sum": "共 {cases} 个算例、{figures} 项指标：{passed} 个通过，{failed} 个不通过；用时 {seconds:.0f} 秒，并行 {jobs} 个。",
           "failed": "不通过：{names}", "progress": "已完成 {done}/{all} 个算例，正在计算：{running}"},
}


def width(text):
    """Columns a text takes on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def padded(text, columns):
    return text + " " * max(columns - width(text), 0)


class Progress:
    """One line on a terminal that says how far the shelf is; silent elsewhere."""

    def __init__(self, number, shown, lang):
        self.number, self.shown, self.words = number, shown, WORDS[lang]

    def show(self, done, running):
        if self.shown:
            print("\r\033[K" + self.words["progress"].format(done=done, all=self.number, running=", ".join(running)), end="", file=sys.stderr, flush=True)

    def close(self):
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def title(check, lang):
    return check.title_zh if lang == "zh" else check.title


def proves(check, lang):
    return check.proves_zh if lang == "zh" else check.proves


def listing(wanted, lang):
    """Name, title, what it proves, and the fields of every check."""
    words, blocks = WORDS[lang], []
    for check in wanted:
        rows = [f"{check.name}  {title(check, lang)}", f"  {words['proves']}: {proves(check, lang)}"]
        rows += [f"  {words[field.lower()]}: {check.fields[field]}" for field in ("Problem", "Exact", "Source", "Measured", "Limit")]
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks)


def figure_rows(outcome, words, lang, columns):
    for one in outcome["figures"]:
        measure = f"{one['case']}: {one['measure_zh' if lang == 'zh' else 'measure']}"
        sign = words["at_least" if one["at_least"] else "at_most"]
        yield f"    {padded(measure, columns)}  {one['measured']:>9.3g}  {sign} {one['limit']:<7g}  {words['pass' if one['passed'] else 'fail']}"


def table(wanted, outcomes, seconds, jobs, lang):
    """Everything measured, case by case, and the sum."""
    words, rows = WORDS[lang], []
    measures = [f"{one['case']}: {one['measure_zh' if lang == 'zh' else 'measure']}" for outcome in outcomes for one in outcome["figures"]]
    columns = max(map(width, measures), default=0)
    for check, outcome in zip(wanted, outcomes):
        rows.append(f"{words['pass' if outcome['passed'] else 'fail']}  {check.name}  {title(check, lang)} ({outcome['seconds']:.1f} s)")
        rows.append(f"    {words['proves']}: {proves(check, lang)}")
        rows += figure_rows(outcome, words, lang, columns)
        if not outcome["passed"]:
            if outcome["trouble"]:
                rows.append(f"    {words['stopped']}: {outcome['trouble']}")
            rows += [f"    {words['limit']}: {check.fields['Limit']}", f"    {words['source']}: {check.fields['Source']}"]
        rows.append("")
    failed = [outcome["name"] for outcome in outcomes if not outcome["passed"]]
    rows.append(words["sum"].format(cases=len(outcomes), figures=len(measures), passed=len(outcomes) - len(failed), failed=len(failed),
                                    seconds=seconds, jobs=jobs))
    if failed:
        rows.append(words["failed"].format(names=", ".join(failed)))
    return "\n".join(rows)


def document(wanted, outcomes, seconds, command):
    """The same as plain values for JSON."""
    cases = []
    for check, outcome in zip(wanted, outcomes):
        cases.append({"name": check.name, "title": check.title, "title_zh": check.title_zh, "proves": check.proves, "proves_zh": check.proves_zh,
                      **{field.lower(): text for field, text in check.fields.items()},
                      "passed": outcome["passed"], "trouble": outcome["trouble"], "seconds": outcome["seconds"], "figures": outcome["figures"]})
    return {"command": command, "passed": all(outcome["passed"] for outcome in outcomes), "seconds": seconds, "cases": cases}


def write_figures(outcomes):
    """Adds the `figure | ...` lines to $RIVERCHIEF_FIGURES, where that names a file."""
    if not (path := os.environ.get("RIVERCHIEF_FIGURES")):
        return
    shelf = checks.import_shelf()
    with open(path, "a", encoding="utf-8") as file:
        for outcome in outcomes:
            for one in outcome["figures"]:
                file.write(shelf.line_of(one) + "\n")
