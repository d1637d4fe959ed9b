"""Every act in the alignment window with its keys, in one table, as desktop.actions has its own."""

from desktop.actions import ActionRow

ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("add", "Add documents…", "File", ("Ctrl+I",), "file-plus", ""),
    ActionRow("words", "Words that help…", "File", ("Ctrl+E",), "languages", ""),
    ActionRow("-", "", "File"),
    ActionRow("finish", "Finish…", "File", ("Ctrl+Shift+X",), "upload", "pair"),
    ActionRow("remove", "Remove this pair…", "File", ("Ctrl+Shift+Del",), "trash-2", "queue"),
    ActionRow("-", "", "File"),
    ActionRow("close", "Close", "File", ("Ctrl+W",), "x", ""),
    ActionRow("undo", "Undo", "Edit", ("Ctrl+Z",), "undo-2", "pair"),
    ActionRow("redo", "Redo", "Edit", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2", "pair"),
    ActionRow("-", "", "Edit"),
    ActionRow("edit", "Edit the sentence", "Edit", ("F2", "Return", "Enter"), "pencil", "row"),
    ActionRow("insert", "Insert a sentence below", "Edit", ("Ins",), "plus", "row"),
    ActionRow("delete", "Delete the sentence", "Edit", ("Del",), "minus", "row"),
    ActionRow(
        "accept", "Accept, go to the next doubtful", "Row", ("Ctrl+Enter", "Ctrl+Return"), "check",
        "row",
    ),
    ActionRow(
        "reject", "Reject, or open again", "Row", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), "x",
        "row",
    ),
    ActionRow(
        "accept_sure", "Accept all that are sure", "Row", ("Ctrl+Shift+A",), "check-check", "pair"
    ),
    ActionRow("-", "", "Row"),
    ActionRow("merge", "Join with the row below", "Row", ("Ctrl+J",), "", "row"),
    ActionRow("split", "Split above the sentence", "Row", ("Ctrl+T",), "", "row"),
    ActionRow("move_up", "Move the sentence up", "Row", ("Ctrl+Shift+Up",), "arrow-up", "row"),
    ActionRow(
        "move_down", "Move the sentence down", "Row", ("Ctrl+Shift+Down",), "arrow-down", "row"
    ),
    ActionRow("link", "Link with the nearest", "Row", ("Ctrl+L",), "link", "row"),
    ActionRow("unlink", "Unlink the two sides", "Row", ("Ctrl+U",), "", "row"),
    ActionRow("pinpoint", "Pick this side, then the other", "Row", ("Space",), "", "row"),
    ActionRow("-", "", "Row"),
    ActionRow(
        "realign", "Re-align between accepted rows", "Row", ("Ctrl+R",), "refresh-cw", "pair"
    ),
    ActionRow("next_doubtful", "Next doubtful row", "Go", ("Ctrl+Down",), "arrow-down", "row"),
    ActionRow("previous_doubtful", "Previous doubtful row", "Go", ("Ctrl+Up",), "arrow-up", "row"),
    ActionRow("row_up", "Row up", "Go", ("Alt+Up",), "", "row"),
    ActionRow("row_down", "Row down", "Go", ("Alt+Down",), "", "row"),
    ActionRow("find", "Find", "Go", ("Ctrl+F",), "search", "pair"),
    ActionRow("go_to", "Go to row…", "Go", ("Ctrl+G",), "", "row"),
    ActionRow("next_pair", "Next pair", "Go", ("Ctrl+PgDown",), "", "queue"),
    ActionRow("previous_pair", "Previous pair", "Go", ("Ctrl+PgUp",), "", "queue"),
    ActionRow("guide", "Guide", "Help", ("F1",), "book-open", ""),
)  # fmt: skip
