"""How types and statuses look. Shape and colour say the same, so that colour need not be seen.

The colours have a contrast of at least 3:1 against the page's canvas, light and dark.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """The shape of a type's nodes and their colour on a light and on a dark page."""

    shape: str
    """A shape of vis-network that has its label outside."""
    light: str
    dark: str


PERSON = Look("dot", "#c2410c", "#fb923c")
GROUP = Look("dot", "#a8741a", "#e7c07b")
COMPANY = Look("square", "#1d5fa8", "#6ca9ec")
ORGANIZATION = Look("hexagon", "#0e7490", "#4cc3d9")
GOVERNMENT = Look("hexagon", "#5b4ba8", "#a99df2")
COUNTRY = Look("diamond", "#15803d", "#5cc489")
PLACE = Look("diamond", "#66770f", "#b6c84c")
FACILITY = Look("triangle", "#8a5a1f", "#d9a566")
PRODUCT = Look("triangleDown", "#b0307a", "#f08cc0")
EVENT = Look("star", "#a16207", "#f2c230")
PAPER = Look("triangle", "#7c3aed", "#c4a5ff")
OTHER = Look("dot", "#64707d", "#9aa7b4")

TYPES = {
    "Person": PERSON,
    "Group": GROUP,
    "Company": COMPANY,
    "Organization": ORGANIZATION,
    "InternationalOrganization": ORGANIZATION,
    "MediaOrganization": ORGANIZATION,
    "University": ORGANIZATION,
    "GovernmentBody": GOVERNMENT,
    "PoliticalParty": GOVERNMENT,
    "ArmedGroup": GOVERNMENT,
    "Country": COUNTRY,
    "Place": PLACE,
    "City": PLACE,
    "Region": PLACE,
    "Facility": FACILITY,
    "Product": PRODUCT,
    "Event": EVENT,
    "Agreement": PAPER,
    "Law": PAPER,
}


GROUPS = (
    ("#1d5fa8", "#6ca9ec"), ("#c2410c", "#fb923c"), ("#15803d", "#5cc489"), ("#b0307a", "#f08cc0"),
    ("#7c3aed", "#c4a5ff"), ("#0e7490", "#4cc3d9"), ("#a16207", "#f2c230"), ("#66770f", "#b6c84c"),
    ("#b91c1c", "#ff8a80"),
)  # fmt: skip
"""The colours of the largest communities, light and dark; the others have that of `OTHER`."""


OPTICAL = {"star": 1.6, "triangle": 1.2, "triangleDown": 1.2, "diamond": 1.2}
"""How much larger a shape is drawn, so that it looks as large as a circle of the same size."""


@dataclass(frozen=True, slots=True)
class Line:
    """How the statements of a status are drawn."""

    dashes: tuple[int, ...]
    """Lengths of dash and gap in pixels; empty for a solid line."""
    tone: str
    """`plain`, `faint` or `denied`: the page has a colour for each, light and dark."""
    struck: bool = False
    meaning: str = ""


STATUSES = {
    "asserted": Line((), "plain", meaning="stated as a fact"),
    "planned": Line((10, 6), "plain", meaning="intended or agreed, not yet done"),
    "possible": Line((2, 5), "plain", meaning="alleged, considered or doubtful"),
    "negated": Line((10, 4, 2, 4), "denied", struck=True, meaning="said not to hold"),
    "ended": Line((), "faint", meaning="held once and no longer does"),
}
OTHER_STATUS = Line((4, 4), "faint")


def look_of(type_name: str) -> Look:
    return TYPES.get(type_name, OTHER)


def line_of(status: str) -> Line:
    return STATUSES.get(status, OTHER_STATUS)
