"""How the figures look: one rule set, two colour schemes. Amber is near (the device), blue is far (the cloud)."""

LIGHT = {
    "ink": "#292524", "quiet": "#6b645e", "grid": "#e7e5e4", "other": "#8b847d",
    "paper": "#ffffff", "near": "#b45309", "far": "#1d4ed8",
}  # fmt: skip
DARK = {
    "ink": "#e7e5e4", "quiet": "#aaa39d", "grid": "#3a3633", "other": "#928b84",
    "paper": "#1c1917", "near": "#f59e0b", "far": "#60a5fa",
}  # fmt: skip
STYLE = (
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;font-size:12px",
    "text{fill:currentColor}",
    "path{fill:none}",
    ".head{font-size:16px;font-weight:600}",
    ".name{font-size:13px;font-weight:600}",
    ".axis{stroke:currentColor;stroke-width:1}",
    ".rule{stroke-width:1}",
    ".lead{stroke-width:.75}",
    ".line{stroke-width:1.5;stroke-linejoin:round}",
    ".ours{stroke-width:3;stroke-linecap:round}",
    ".dash-1{stroke-dasharray:7 3}",
    ".dash-2{stroke-dasharray:2 3}",
    ".dash-3{stroke-dasharray:9 3 2 3}",
    ".dash-4{stroke-dasharray:13 4}",
    ".also{stroke:currentColor;stroke-width:2}",
    ".label{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}",
    ".bold{font-weight:600}",
)


def paint(colours):
    """Rules that give every class its colour in one scheme."""
    rules = [
        f".plot{{color:{colours['ink']}}}",
        f".plot .paper{{fill:{colours['paper']}}}",
        f".plot .rule{{stroke:{colours['grid']}}}",
        f".plot .label{{stroke:{colours['paper']}}}",
        f".plot .grey,.plot .lead{{stroke:{colours['other']}}}",
        f".plot text.quiet{{fill:{colours['quiet']}}}",
    ]
    for side in ("near", "far"):
        colour = colours[side]
        rules.append(f".plot .{side},.plot text.{side}{{fill:{colour}}}")
        rules.append(f".plot .{side}-line{{stroke:{colour}}}")
        rules.append(f".plot .{side}-stop{{stop-color:{colour}}}")
    return "".join(rules)


def style_sheet():
    """The rules of one figure; they reach nothing outside it, also where the file is pasted into a page."""
    rules = f".plot{{{STYLE[0]}}}{''.join(f'.plot {rule}' for rule in STYLE[1:])}"
    return f"{rules}{paint(LIGHT)}@media (prefers-color-scheme:dark){{{paint(DARK)}}}"
