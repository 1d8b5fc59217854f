"""The ledger: start + in - out + reacted - end, of water and of every pollutant."""

COLUMNS = ("start", "in", "out", "reacted", "end", "error", "relative")


def ledger(ds):
    """The ledger as a table.

    :param ds: results (rc.run, rc.open_results)
    :returns:  DataFrame with index (scenario,) of, reach ("" = the whole network); columns start, in, out, reacted, end, error
               in m3 (water) or g (pollutants), and relative = error over what was there and went through [-]
    """
    names = [f"ledger_{column}" for column in COLUMNS]
    table = ds[names].reset_coords(["ledger_of", "ledger_reach"]).drop_vars("ledger_row", errors="ignore")
    table = table.drop_vars([name for name in table.coords if name != "scenario"])
    frame = table.to_dataframe().reset_index().rename(columns=lambda name: name.removeprefix("ledger_"))
    index = [*(["scenario"] if "scenario" in ds.dims else []), "of", "reach"]
    return frame.drop(columns="row", errors="ignore").set_index(index)[list(COLUMNS)]
