"""riverchief-brief: from a folder of comparisons to one page."""

import argparse
import pathlib
import sys

from .._core import InputError, RunError
from .document import make_brief


def _arguments(words):
    parser = argparse.ArgumentParser(prog="riverchief brief", description="One A4 page for the chiefs' meeting: which plan to fund, and who would object.")
    parser.add_argument("folder", metavar="COMPARISON_FOLDER", help="written by riverchief compare, or a folder with one such folder per event")
    parser.add_argument("-o", "--output", default="brief.pdf", metavar="BRIEF.pdf|.html", help="the page to write (default: brief.pdf)")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the page (default: zh)")
    parser.add_argument("--river", metavar="ID", help="river of the long profile (default: the longest)")
    return parser.parse_args(words)


def main(words=None):
    """Exit code: 0 fine, 1 the page could not be made, 2 the inputs are wrong."""
    asked = _arguments(words)
    try:
        suffix = pathlib.Path(asked.output).suffix.lower()
        if suffix not in (".pdf", ".html"):
            raise InputError(f"{asked.output}: error: a brief is .pdf or .html\n  fix: end the name of the output in .pdf or .html.")
        print(make_brief(asked.folder, asked.output, asked.lang, asked.river))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except (RunError, OSError) as error:
        print(f"riverchief brief: error: {error}\n  fix: give an output file in a folder that can be written to.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
