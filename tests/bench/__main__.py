"""`python -m tests.bench NAME [--json]`: one benchmark, as ratios to a baseline of the same run.

A benchmark is a module here with `add_arguments(parser)` and `run(options) -> Result`.
"""

import argparse
import importlib
import json
import pkgutil
from pathlib import Path

from tests.bench.result import Result

HELPERS = {
    "__main__",
    "driver",
    "embedder",
    "event_gaps",
    "file_server",
    "llama_server",
    "result",
}


def main() -> None:
    """Run the benchmark that the command line names."""
    names = sorted(
        module.name.replace("_", "-")
        for module in pkgutil.iter_modules([str(Path(__file__).parent)])
        if module.name not in HELPERS
    )
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True)
    modules = {
        name: importlib.import_module(f"tests.bench.{name.replace('-', '_')}") for name in names
    }
    for name, module in modules.items():
        command = commands.add_parser(name, help=(module.__doc__ or "").splitlines()[0])
        module.add_arguments(command)
        command.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result: Result = modules[options.name].run(options)
    print(
        json.dumps(result.to_json(options.name)) if options.json else result.to_text(options.name)
    )


if __name__ == "__main__":
    main()
