"""The notebook runs from top to bottom and draws its figures; the stored file carries no output."""

import pathlib

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "python/notebooks/what_if.ipynb"


def test_the_stored_notebook_has_no_output():
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


def test_the_notebook_goes_from_the_scenario_to_the_comparison_plot(rc, tmp_path):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) >= 3
    warned = [output.text for output in outputs if output.output_type == "stream" and output.name == "stderr" and "Warning" in output.text]
    assert not warned, warned
    nbformat.write(notebook, tmp_path / "executed.ipynb")
