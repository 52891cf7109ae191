"""The keys that the pages answer to, for the sheet of shortcuts."""

PAGE_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Data",
        (
            ("Ctrl+F", "Search the reviews"),
            ("Esc", "Clear the search"),
            ("Enter", "Open the review in Inspect"),
        ),
    ),
)
