"""The drawing of each icon: SVG elements on a 24 × 24 grid, stroked in the current colour."""

# fmt: off
ICON_PATHS: dict[str, str] = {
    "brand": (
        '<path d="M6.5 13.5h11a3.5 3.5 0 0 1 0 7h-11a3.5 3.5 0 0 1 0-7z"/>'
        '<circle cx="6.7" cy="17" r=".9"/>'
        '<circle cx="12" cy="17" r=".9"/>'
        '<circle cx="17.3" cy="17" r=".9"/>'
        '<path d="M8.5 4.5h7v6.5h-7zM12 4.5v2.5"/>'
    ),
    "build": (
        '<rect x="5" y="3.5" width="14" height="5" rx="1.5"/>'
        '<rect x="5" y="15.5" width="14" height="5" rx="1.5"/>'
        '<path d="M12 8.5v7M9.8 13.2l2.2 2.3 2.2-2.3"/>'
    ),
    "train": (
        '<path d="M4 4v14.5A1.5 1.5 0 0 0 5.5 20H20"/>'
        '<path d="M7.5 7c1.5 6.5 4.5 8.7 12 9"/>'
        '<path d="M8 15.5c2.5-6 5.5-8 11.5-8.5" stroke-dasharray="2 2.6"/>'
    ),
    "inspect": (
        '<circle cx="10.5" cy="10.5" r="6.5"/>'
        '<path d="M15.3 15.3 20.5 20.5M7.7 12.5v-2M10.5 13V8M13.3 11.7v-1.5"/>'
    ),
    "compare": (
        '<rect x="3.5" y="4.5" width="7" height="15" rx="1.5"/>'
        '<rect x="13.5" y="4.5" width="7" height="15" rx="1.5"/>'
        '<path d="M5.8 15.5l1.5-4 1.4 2.5M15.5 15.5l3-7"/>'
    ),
    "learn": (
        '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v13c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-13C17 4.5 14 '
        '5 12 6.5zM12 6.5v13"/>'
    ),
    "data": (
        '<ellipse cx="12" cy="6" rx="7.5" ry="2.8"/>'
        '<path d="M4.5 6v12c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8V6M4.5 12c0 1.5 3.4 2.8 7.5 '
        '2.8s7.5-1.3 7.5-2.8"/>'
    ),
    "runs": (
        '<path d="M9.5 6h10M9.5 12h10M9.5 18h10"/>'
        '<path d="m4 6 1 1 1.8-2M4 12l1 1 1.8-2M4 18l1 1 1.8-2"/>'
    ),
    "settings": (
        '<path d="M4 7h8M17 7h3M4 17h3M12 17h8M4 12h2.5M11.5 12H20"/>'
        '<circle cx="14.5" cy="7" r="2.2"/>'
        '<circle cx="9.5" cy="17" r="2.2"/>'
        '<circle cx="9" cy="12" r="2.2"/>'
    ),
    "play": '<path d="M8 5.5v13l10-6.5z" fill="currentColor" stroke-linejoin="round"/>',
    "pause": '<path d="M8.5 6v12M15.5 6v12" stroke-width="2.5"/>',
    "stop": '<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor"/>',
    "step_forward": '<path d="M7 6.5v11l8-5.5zM18 6.5v11"/>',
    "step_back": '<path d="M17 6.5v11l-8-5.5zM6 6.5v11"/>',
    "first": '<path d="M18 6.5v11l-7-5.5zM11 6.5v11l-7-5.5z"/>',
    "last": '<path d="M6 6.5v11l7-5.5zM13 6.5v11l7-5.5z"/>',
    "search": (
        '<circle cx="10.5" cy="10.5" r="6"/>'
        '<path d="m15 15 5 5"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "chevron_down": '<path d="m7 10 5 5 5-5"/>',
    "chevron_up": '<path d="m7 14 5-5 5 5"/>',
    "chevron_right": '<path d="m10 7 5 5-5 5"/>',
    "chevron_left": '<path d="m14 7-5 5 5 5"/>',
    "warn": '<path d="M12 4 3 19.5h18zM12 10v4.5M12 17v.2"/>',
    "undo": '<path d="M8.5 5 4.5 9l4 4M4.5 9H14a5 5 0 0 1 0 10H9"/>',
    "redo": '<path d="m15.5 5 4 4-4 4M19.5 9H10a5 5 0 0 0 0 10h5"/>',
    "fit": '<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>',
    "copy": (
        '<rect x="8.5" y="8.5" width="11" height="11" rx="2"/>'
        '<path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>'
    ),
    "grip": (
        '<path d="M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01" stroke-width="2.2"/>'
    ),
    "sun": (
        '<circle cx="12" cy="12" r="3.8"/>'
        '<path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 '
        '7l1.4-1.4"/>'
    ),
    "moon": '<path d="M19.5 14A8 8 0 1 1 10 4.5 6.5 6.5 0 0 0 19.5 14z"/>',
    "help": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.7v.1"/>'
    ),
    "globe": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="M3.5 12h17M12 3.5c3 2.7 3 14.3 0 17M12 3.5c-3 2.7-3 14.3 0 17"/>'
    ),
    "pencil": '<path d="M4.5 19.5 5.5 15 16 4.5 19.5 8 9 18.5zM14 6.5 17.5 10"/>',
    "sort": '<path d="M7 5v14M4 16l3 3 3-3M13 7h7M13 12h5M13 17h3"/>',
    "wrench": '<path d="M14.5 9.5 5 19M18.5 4.5a4.5 4.5 0 1 0 1 5l-3 .5-1.5-1.5z"/>',
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/>'
        '<circle cx="12" cy="12" r="2.8"/>'
    ),
    "swap": '<path d="M4 8.5h14M14.5 5l3.5 3.5-3.5 3.5M20 15.5H6M9.5 12 6 15.5 9.5 19"/>',
    "pin": '<path d="M12 21v-6M7 15h10l-2-4V5h1.5M15 5H7.5M9 5v6l-2 4"/>',
    "trash": '<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5"/>',
    "more": '<path d="M6 12v.01M12 12v.01M18 12v.01" stroke-width="2.4"/>',
    "flag": '<path d="M6 21V4M6 5c5-2.5 7 2 12.5 0v8.5C13 15.5 11 11 6 13.5"/>',
    "layer_embedding": (
        '<rect x="4" y="4" width="16" height="16" rx="2"/>'
        '<path d="M4 9.3h16M4 14.6h16M9.3 4v16M14.6 4v16"/>'
        '<path d="M4 9.3h16v5.3H4z" fill="currentColor" fill-opacity=".35"/>'
    ),
    "layer_rnn": '<path d="M18.5 9A7 7 0 1 0 19 13.5M19.5 4.5v5h-5"/>',
    "layer_lstm": (
        '<path d="M3 6.5h18M3 10h18"/>'
        '<path d="M8 20v-6M5.8 16l2.2-2.3L10.2 16"/>'
        '<path d="M16 14v6M13.8 18l2.2 2.2 2.2-2.2"/>'
    ),
    "layer_carry_lstm": (
        '<path d="M3 7.5h18M3 12.5h18"/>'
        '<circle cx="7" cy="10" r="1"/>'
        '<circle cx="12" cy="10" r="1"/>'
        '<circle cx="17" cy="10" r="1"/>'
        '<path d="M12 20.5V16M9.8 18l2.2-2.3 2.2 2.3"/>'
    ),
    "layer_gru": (
        '<path d="M3 8h18"/>'
        '<circle cx="8" cy="8" r="2.5"/>'
        '<circle cx="16" cy="8" r="2.5"/>'
        '<path d="M8 10.5V19h8v-8.5"/>'
    ),
    "layer_bidirectional": (
        '<path d="M4 8.5h15M15.5 5 19 8.5 15.5 12M20 15.5H5M8.5 12 5 15.5 8.5 19"/>'
    ),
    "layer_conv": (
        '<path d="M3.5 18.5h17"/>'
        '<rect x="6" y="5.5" width="9" height="9" rx="1.5"/>'
        '<path d="M9 5.5v9M12 5.5v9M17.5 10h3M19 8.5l1.5 1.5L19 11.5"/>'
    ),
    "layer_max": (
        '<path d="M5 19v-5M10 19V6M15 19v-8M20 19v-4"/>'
        '<path d="M8.5 6.5 10 5l1.5 1.5"/>'
    ),
    "layer_global_max": '<path d="M4 4.5h16M5 20v-6M10 20V7.5M15 20v-9M20 20v-5"/>',
    "layer_dropout": (
        '<circle cx="6" cy="6" r="2" fill="currentColor"/>'
        '<circle cx="12" cy="6" r="2"/>'
        '<circle cx="18" cy="6" r="2" fill="currentColor"/>'
        '<circle cx="6" cy="12" r="2"/>'
        '<circle cx="12" cy="12" r="2" fill="currentColor"/>'
        '<circle cx="18" cy="12" r="2"/>'
        '<circle cx="6" cy="18" r="2" fill="currentColor"/>'
        '<circle cx="12" cy="18" r="2" fill="currentColor"/>'
        '<circle cx="18" cy="18" r="2"/>'
    ),
    "layer_dense": (
        '<circle cx="19" cy="12" r="2"/>'
        '<path d="M5 5l12.2 6M5 12h12M5 19l12.2-6"/>'
        '<circle cx="4.5" cy="5" r="1"/>'
        '<circle cx="4.5" cy="12" r="1"/>'
        '<circle cx="4.5" cy="19" r="1"/>'
    ),
    "layer_input": '<path d="M4 7h5M11 7h9M4 12h8M14 12h6M4 17h4M10 17h7"/>',
    "dot": '<circle cx="12" cy="12" r="4" fill="currentColor" stroke="none"/>',
    # Drawn to match, for what the pages' own set does not have.
    "minus": '<path d="M5 12h14"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11.2v5M12 7.7v.1"/>',
    "download": '<path d="M12 4v10.5M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15"/>',
    "upload": '<path d="M12 15V4.5M7.5 9 12 4.5 16.5 9M4.5 19.5h15"/>',
    "code": '<path d="m8.5 7.5-4.5 4.5 4.5 4.5M15.5 7.5l4.5 4.5-4.5 4.5M13.5 5.5l-3 13"/>',
    "folder": '<path d="M3.5 18.5v-13h6l2 2.5h9v10.5z"/>',
    "save": '<path d="M4.5 4.5h12l3 3v12h-15zM8 4.5v5h7v-5M8 19.5v-6h8v6"/>',
    "image": (
        '<rect x="3.5" y="5" width="17" height="14" rx="1.5"/>'
        '<circle cx="8.5" cy="9.5" r="1.5"/>'
        '<path d="m5 17.5 5-4.5 3 2.5 3-3 4 4"/>'
    ),
    "table": '<rect x="3.5" y="5" width="17" height="14" rx="1.5"/><path d="M3.5 10h17M9 5v14"/>',
    "refresh": '<path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4"/>',
    "loop": (
        '<path d="M17 3.5l3 3-3 3M20 6.5H8a4 4 0 0 0-4 4v1"/>'
        '<path d="M7 20.5l-3-3 3-3M4 17.5h12a4 4 0 0 0 4-4v-1"/>'
    ),
    "layer_average": '<path d="M5 19v-5M10 19V8M15 19v-9M20 19v-4M3.5 6.5h17"/>',
    "layer_flatten": '<path d="M4 6h16M4 10h16M12 12.5v6M9.5 16.5 12 19l2.5-2.5"/>',
}
