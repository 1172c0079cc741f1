"""`make bench`: every benchmark in turn, each with its yardstick in the same run."""

import sys

from benchmarks import public_page, uittreksel
from benchmarks.programs import ProgramFailed, ProgramMissing, find_program


def main() -> int:
    """Run all; 1 and one line when something is missing or fails."""
    try:
        find_program("nginx", "nginx-light")
        find_program("wrk", "wrk")
        public_page.measure()
        uittreksel.measure()
    except (ProgramMissing, ProgramFailed) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
