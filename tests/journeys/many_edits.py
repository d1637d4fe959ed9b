"""A person at work, to be killed: `python -m tests.journeys.many_edits PROJECT ROUND NUMBER`.

After each act is stored it says which segment now has which text in which state.
"""

import json
import sys
from pathlib import Path

from services import editing, projects, reviewing
from tests.build import REVIEWER, TRANSLATOR, segments_of


def main() -> None:
    path, this_round, number = sys.argv[1:]
    store, _ = projects.open_project(Path(path))
    segments = segments_of(store)
    for step in range(int(number)):
        row = step % len(segments)
        segment, text = segments[row], f"Раунд {this_round}, шаг {step}."
        match step // len(segments) % 4:
            case 0:
                act = editing.set_target(store, segment, text, TRANSLATOR)
            case 1:
                act = editing.confirm(store, segment, text, TRANSLATOR)
            case 2:
                act = reviewing.send_back(store, segment, text, REVIEWER)
            case _:
                act = reviewing.approve(store, [segment], REVIEWER, text)
        (now,) = act.after
        segments[row] = now
        print(json.dumps([now.id, now.version, now.target, now.state, act.comment_ids]), flush=True)
    store.close()


if __name__ == "__main__":
    main()
