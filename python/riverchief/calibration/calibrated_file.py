"""calibrated.toml: what was found, for scenarios to name. Surveyed and assumed values stay where they are."""


def _number(value):
    return f"{value:.10g}"


def _value(parameter, value):
    return f'"{_number(value)} {parameter.unit}"' if parameter.unit and parameter.table != "gauge_zero" else _number(value)


def text_of(basin, parameters, values, remark="", bounds=None):
    """The file's text.

    :param values: one a parameter, in its unit
    :param bounds: (lower, upper) of each with the stated confidence, or None
    """
    lines = [f'basin = "{basin}"']
    if remark:
        lines.append(f'remark = "{remark}"')
    for number, (parameter, value) in enumerate(zip(parameters, values)):
        lines += ["", f"[[{parameter.table}]]", f'id = "{parameter.id}"']
        lines += [f"{key} = {text}" for key, text in parameter.keys]
        lines.append(f"{parameter.set} = {_value(parameter, value)}")
        if parameter.table != "roughness" and parameter.set != "factor":
            lines.append(f"before = {_value(parameter, parameter.prior)}")
        if bounds is not None and bounds[number][0] == bounds[number][0]:  # not a number: at the end of what is allowed
            lower, upper = bounds[number]
            lines += [f"lower = {_value(parameter, lower)}", f"upper = {_value(parameter, upper)}"]
    return "\n".join(lines) + "\n"
