"""Every benchmark, or one: `python -m bench [NAME [ARGUMENTS...]]`.

Each prints its numbers beside those of a baseline that ran in the same run, on the same machine. The exit code is 1 if
any benchmark missed a limit of its own.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import time

NAMES = ("timing", "compliance", "tracks", "launches", "bargain", "record", "coding", "brief")


def run(name: str, arguments: list[str]) -> bool:
    """Run the main() of one benchmark as from its own command line; whether all its limits held."""
    print(f"\n## {name}\n", flush=True)
    sys.argv = [f"bench.{name}", *arguments]
    begun = time.perf_counter()
    try:
        code = importlib.import_module(f"bench.{name}").main()
    except SystemExit as end:
        code = end.code
    print(f"\n{name}: {time.perf_counter() - begun:.0f} s", flush=True)
    return not code


def main() -> int:
    present = [name for name in NAMES if importlib.util.find_spec(f"bench.{name}")]
    asked, arguments = sys.argv[1:2], sys.argv[2:]
    if asked and asked[0] not in present:
        print(f"no benchmark '{asked[0]}'; there are: {', '.join(present)}", file=sys.stderr)
        return 2
    held = [run(name, arguments) for name in asked or present]
    return int(not all(held))


if __name__ == "__main__":
    raise SystemExit(main())
