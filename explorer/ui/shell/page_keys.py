"""The keys that the pages answer to, for the sheet of shortcuts.

Each row is one or more key combinations, with " or " between them, and what they do.
"""

PAGE_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Build",
        (
            ("Up or Down", "Select the layer above or below"),
            ("Alt+Up or Alt+Down", "Move the layer"),
            ("Del", "Remove it"),
            ("F2", "Rename it"),
            ("Ctrl+D", "Duplicate it"),
            ("Ctrl+E", "Switch it off or on"),
            ("Ctrl+B", "Wrap or unwrap in Bidirectional"),
            ("Ctrl+X or Ctrl+C or Ctrl+V", "Cut, copy, paste"),
            ("Ctrl+Return", "Take the offered fix"),
            ("Ctrl+F", "Find a layer in the palette"),
            ("Ctrl++ or Ctrl+-", "Zoom"),
            ("0 or Ctrl+0", "Fit, or 100%"),
        ),
    ),
    (
        "Train",
        (
            ("Ctrl+R", "Start"),
            ("Space", "Pause or resume"),
            ("Ctrl+.", "Stop"),
            ("Left or Right", "Walk the epochs on a plot"),
        ),
    ),
    (
        "Inspect",
        (
            ("Space", "Play or pause"),
            ("Left or Right", "One timestep"),
            ("Shift+Left or Shift+Right", "Ten timesteps"),
            ("Home or End", "First or last timestep"),
            ("Up or Down", "Next review or unit"),
            ("+ or -", "Zoom the signals"),
            ("0", "The whole review"),
            ("Shift+drag", "A stretch to play over and over"),
            ("[ or ]", "The stretch begins or ends at the cursor"),
            ("L", "Play over and over, or once"),
            ("Ctrl+click", "Choose which units have a line"),
            ("Return", "Pin the readout of the cell at the cursor"),
            ("Esc", "Let go of the pin, then of the stretch"),
            ("Ctrl+PgUp or Ctrl+PgDown", "The tab before or after"),
            ("Del", "What-if: leave out the chosen words"),
            ("Ins", "What-if: insert words before them"),
            ("Alt+Left or Alt+Right", "What-if: move them"),
        ),
    ),
    (
        "Data",
        (
            ("Ctrl+F", "Search the reviews"),
            ("Esc", "Clear the search"),
            ("Return", "Open the review in Inspect"),
        ),
    ),
)
