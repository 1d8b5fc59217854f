"""What the report says, in Chinese and English."""

from ..brief.words import typeset

WORDS = {
    "title": ("率定报告", "Calibration"),
    "parameters": ("参数", "Parameters"),
    "parameter": ("参数", "parameter"),
    "where": ("范围", "where"),
    "prior": ("率定前", "before"),
    "found": ("率定值", "found"),
    "bounds": ("{confidence}置信区间", "{confidence} bounds"),
    "range": ("允许范围", "may lie in"),
    "fit": ("率定", "fit"),
    "validation": ("验证", "validation"),
    "scores": ("拟合与验证精度", "How well the readings are met"),
    "scores_note": ("率定用到的观测与未用到的观测(验证)分开统计。“前”为率定前参数,“后”为率定后参数;误差为计算减实测。水位的KGE偏差项以实测标准差为尺度。",
                    "Readings that were fitted and readings that were not (validation) stand apart. Before = with the values before the calibration; errors are calculated minus observed. For levels the bias in KGE is measured by the standard deviation of the readings."),
    "gauge": ("测站", "gauge"),
    "marks": ("洪痕", "high-water marks"),
    "event": ("场次", "event"),
    "use": ("用途", "use"),
    "readings": ("观测数", "readings"),
    "rms_before": ("均方根误差(前)", "rms before"),
    "rms": ("均方根误差(后)", "rms after"),
    "bias": ("平均误差", "bias"),
    "nse": ("NSE", "NSE"),
    "kge": ("KGE", "KGE"),
    "peak_error": ("峰值误差", "peak error"),
    "peak_delay": ("峰现时差 [h]", "peak late by [h]"),
    "told_apart": ("哪些参数能由这些观测确定", "What these observations can tell"),
    "collinearity": ("参数敏感性各列归一后的条件数为 {condition}(1 为相互独立,100 以上说明有参数分不开)。", "Condition number of the unit sensitivities: {condition} (1 = independent; above 100 some numbers cannot be told apart)."),
    "sensitivity": ("敏感性:参数增加10%(零点增加0.1 m)时各测站计算值的均方根变化", "Sensitivity: root mean square change at each gauge for 10 % more (a gauge zero: 0.1 m)"),
    "correlation": ("参数误差的相关系数", "Correlation of the errors of the numbers"),
    "worth": ("残差与有效观测数", "Residuals, and what the readings are worth"),
    "worth_note": ("相邻残差彼此相似,n 个观测只相当于 n/τ 个独立观测;置信区间按有效观测数计算。覆盖率为落在预测区间内的观测比例。",
                   "Neighbouring residuals are alike, so that n readings are worth n / τ independent ones; the bounds count those. Covered: share of the readings inside the {confidence} band of the prediction."),
    "tau": ("相关长度 τ [次]", "τ [readings]"),
    "effective": ("有效观测数", "worth"),
    "scatter": ("残差标准差", "scatter"),
    "covered": ("覆盖率(率定 / 验证)", "covered (fit / validation)"),
    "level_error": ("最高水位的不确定性", "Uncertainty of the highest levels"),
    "level_error_note": ("由参数不确定性线性传播得到的最高水位标准误差,沿程数值见 profile.csv。", "Standard error of the highest level that follows from that of the numbers (linear propagation); profile.csv has it along the rivers."),
    "largest": ("最大", "largest"),
    "typical": ("中位数", "median"),
    "notes": ("观测资料的问题", "About the readings"),
    "no_notes": ("未发现异常。", "Nothing was found."),
    "outlier": ("{gauge}({event}):{file} 第{line}行 {time} 的读数 {value} 明显偏离前后读数(约 {expected}),{done}。请核对原始记录;若确为真值,在该观测中写 outliers = \"keep\"。",
                "{gauge} ({event}): the reading {value} of {time}, line {line} of {file}, stands out of its neighbours (about {expected}); it was {done}. Look at the original record; if it is right, write outliers = \"keep\" for this observation."),
    "left_out": ("率定时未采用", "left out of the fit"),
    "kept": ("按要求保留", "kept as asked"),
    "gap": ("{gauge}({event}):{from_} 至 {to} 之间缺测(通常每 {usual} 一次),不插补。", "{gauge} ({event}): no reading from {from_} to {to} (usually one every {usual}); nothing was filled in."),
    "outside": ("{gauge} 的 {of} 个读数中有 {count} 个在各场次时段之外,未使用。", "{gauge}: {count} of {of} readings lie outside the events and were not used."),
    "blank": ("{gauge} 有 {count} 行空白,按缺测处理。", "{gauge}: {count} blank cells, taken as no reading."),
    "repeated": ("{gauge} 有 {count} 行与前一行重复(时间与数值都相同),只计一次。", "{gauge}: {count} rows repeat the one before (same time, same value) and count once."),
    "clock": ("{gauge}({event}):读数整体{early_late}约 {hours} h 时与计算最吻合,该站时钟可能用了别的时区。请核对 clock 与文件中的时间。",
              "{gauge} ({event}): the readings fit best when moved some {hours} h {early_late}: its clock may be that of another time zone. Look at clock and at the times in the file."),
    "earlier": ("提前", "earlier"),
    "later": ("推后", "later"),
    "strange": ("{gauge}({event}):{count} 个读数与率定后的模型相差超过 5 倍稳健标准差,首个在 {time}(差 {difference})。", "{gauge} ({event}): {count} readings lie more than five robust standard deviations from the calibrated model, the first at {time} ({difference})."),
    "silent": ("**{name}** 无法确定:参数变化 {change} 时,计算值平均只改变观测误差的 {felt} 倍。请增加对它敏感的观测,或固定该参数。",
               "**{name}** cannot be found: {change} more changes the readings by only {felt} of their error. Observe where it is felt, or leave it as it is."),
    "at_lowest": ("**{name}** 停在下限 {bound}:观测要求更小的值。先找别的原因(流量、断面、水尺零点),确有依据再放宽下限。",
                  "**{name}** lies at its lowest value {bound}: the readings pull it further down. Look for another cause first (discharges, sections, a gauge's zero); widen lowest only with a reason."),
    "at_highest": ("**{name}** 停在上限 {bound}:观测要求更大的值。先找别的原因(流量、断面、水尺零点),确有依据再放宽上限。",
                   "**{name}** lies at its highest value {bound}: the readings pull it further up. Look for another cause first (discharges, sections, a gauge's zero); widen highest only with a reason."),
    "collinear": ("**{names}** 用这些测站分不开:{first},同时 {made_good},计算结果几乎不变(共线指数 {index},10 以上即分不开)。能确定的只是组合 {combination},±{error}({confidence})。可在其间增设测站、合并分区,或用 spread 给出先验把握。",
                  "**{names}** cannot be told apart from these gauges: {first} with {made_good} changes almost nothing (collinearity index {index}; 10 and more cannot be told apart). Only the combination {combination} is known, ± {error} ({confidence}). Observe between them, make one zone of them, or say with spread how well one is known beforehand."),
    "alike": ("**{a}** 与 **{b}** 的误差相关系数为 {r},两者单独的置信区间都偏宽,合起来看更可靠。", "The errors of **{a}** and **{b}** are correlated ({r}): each alone is known worse than the two together."),
    "known": ("**{name}** 可以确定:{lower} 至 {upper}({confidence})。", "**{name}** is told by these observations: {lower} to {upper} ({confidence})."),
    "vague": ("**{name}** 只能大致确定:{lower} 至 {upper}({confidence}),残差长期偏向一侧时观测再多也相当于少数几个独立观测。", "**{name}** is known only roughly: {lower} to {upper} ({confidence}); readings that err alike for long are worth a few."),
    "and": ("、", " and "),
    "up": ("增加 {size}", "up by {size}"),
    "down": ("减少 {size}", "down by {size}"),
    "stopped": ("**率定未完成:{why}。** 以下为迄今最好的一组参数,没有置信区间。再次运行同一命令会从已完成的计算接着进行。",
                "**The calibration is not complete: {why}.** These are the best numbers so far, without bounds. The same command goes on with what was calculated."),
    "unsettled": ("**注意:{why}。** 数值可能还会变化。", "**Mind: {why}.** The numbers may still move."),
    "use_it": ("`calibrated.toml` 与实测值并列存放,不改动断面与基本资料。在情景文件中写 `calibration = \"{path}\"` 即采用。", "`calibrated.toml` lies beside the surveyed values and changes none of them. A scenario takes it with `calibration = \"{path}\"`."),
    "observed": ("实测", "observed"),
    "calculated_before": ("率定前", "before"),
    "calculated_after": ("率定后", "calibrated"),
    "band": ("{confidence}预测区间", "{confidence} band of a reading"),
    "left_out_reading": ("未采用的读数", "left out"),
    "validation_reading": ("验证读数", "validation"),
    "fit_reading": ("率定读数", "fitted"),
    "residual": ("计算减实测", "calculated minus observed"),
    "time": ("时间 ({zone})", "time ({zone})"),
    "water_level": ("水位 [m]", "water level [m]"),
    "discharge": ("流量 [m³/s]", "discharge [m³/s]"),
    "concentration": ("浓度 [mg/L]", "concentration [mg/L]"),
    "pictures": ("图", "Pictures"),
    "loss": ("目标函数", "Objective"),
    "loss_says": ("加权最小二乘,损失函数为 {loss};共试 {trials} 组参数,计算 {runs} 场次。", "Weighted least squares, loss {loss}; {runs} model runs for {trials} sets of numbers."),
    "mark_axis": ("实测洪痕水位 [m]", "observed mark [m]"),
    "mark_calculated": ("计算最高水位 [m]", "calculated highest level [m]"),
    "all_rivers": ("全部河道", "all rivers"),
    "factor_axis": ("率定值 / 率定前", "found / before"),
    "offset_axis": ("水尺零点改正 [m]", "correction of the gauge's zero [m]"),
    "summary": ("{gauge}({event},{use}):均方根误差 {before} → {after} {unit}", "{gauge} ({event}, {use}): rms {before} -> {after} {unit}"),
}


def phrase(name, lang, /, **numbers):
    text = WORDS[name][0 if lang == "zh" else 1]
    return typeset(text.format(**numbers) if numbers else text, lang)


def percent(share):
    """0.0834 -> "8.3 %"."""
    value = 100.0 * float(share)
    return f"{value:.0f} %" if abs(value) >= 20.0 or abs(value - round(value)) < 0.05 else f"{value:.2g} %"


def zone_of(minutes):
    """480 -> "UTC+08:00"."""
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "UTC"


DAY = 86400.0


def number_of(value, unit):
    """A number with its unit as people read it: rates a day, others as they are."""
    if unit == "1/s":
        return f"{value * DAY:.3g} 1/day"
    return f"{value:.3g} {unit}".strip() if unit != "m" else f"{value:.3f} m"
