"""Ctrl-C stops a run and keeps what ran; other Python threads go on while a run computes."""

import os
import signal
import threading
import time
import warnings

import numpy as np
import pytest

from conftest import FLOOD


@pytest.fixture(scope="module")
def long_run(rc):
    """A run of many seconds: the ten days of the flood on fine cells."""
    return rc.read_scenario(FLOOD).without_measures().with_settings(cell_length="100 m")


def test_ctrl_c_keeps_what_ran(rc, plain, long_run, tmp_path):
    fine = long_run
    timer = threading.Timer(2.0, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            ds = rc.run(fine, folder=tmp_path)
        finally:
            timer.cancel()
    assert not bool(ds.completed if "completed" in ds.coords else ds.attrs["completed"])
    assert any("Ctrl-C" in str(w.message) for w in told)
    assert (tmp_path / f"{fine.name}.partial.h5").is_file()
    first = ds.water_level.isel(time=0)
    assert np.isfinite(first).all()
    assert np.isnan(ds.water_level.isel(time=-1)).all()


def test_other_threads_go_on_during_a_run(rc, plain):
    beats, done = [], threading.Event()

    def beat():
        while not done.is_set():
            beats.append(time.monotonic())
            time.sleep(0.005)

    thread = threading.Thread(target=beat)
    thread.start()
    began = time.monotonic()
    rc.run(plain)
    took = time.monotonic() - began
    done.set()
    thread.join()
    assert len(beats) > 0.2 * took / 0.005
