"""Make the paper's web fonts and static/css/fonts.css from the full Source Serif and Source Sans.

Run by a developer, never by the site:

    npm pack source-serif@4.5.1 source-sans@3.52.0     # then unpack each into FOLDER/<name>/
    python bin/make_fonts.py FOLDER

The OFL reserves the name "Source" for Adobe's own files, so these cuts are called Broadsheet.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import varLib
from fontTools.designspaceLib import DesignSpaceDocument
from fontTools.pens.cu2quPen import Cu2QuMultiPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.roundingPen import RoundingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont, setMacOverlapFlags

STATIC = Path(__file__).resolve().parent.parent / "static"
SERIF = "source-serif/package/VAR/SourceSerif4Variable-{}.ttf"
SANS = "source-sans/package/VF/SourceSans3VF-{}.ttf"

# What nearly every page is read with is "latin", and no more, for it comes before the lead photo: the letters of
# English, Vietnamese, Spanish and nearly all of French and German (composed of parts that are there already), the signs
# of prose. The browser takes the last face that covers a letter: this one.
LATIN = (
    "U+0020-007E,U+00A0-00A1,U+00A3,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2-00B3,U+00B7,U+00BB,U+00BF,U+00C0-00C5,"
    "U+00C7-00CF,U+00D1-00D7,U+00D9-00DD,U+00E0-00E5,U+00E7-00EF,U+00F1-00F6,U+00F9-00FD,U+0102-0103,U+0110-0111,"
    "U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+1EA0-1EF9,U+2009-200A,U+2010-2015,U+2018-201E,U+2022,U+2026,"
    "U+202F,U+20AB-20AC,U+2192,U+2212"
)
SUBSETS = {"latin-ext": "U+00A2-02FF,U+1E00-1EFF,U+2020-2122,U+2190-2193", "latin": LATIN}

# Letters in a thousand of English prose, spaces included: what decides how long a line is.
LETTERS = dict(
    zip(
        " etaoinsrhldcumfpgwybvk.,",
        (174, 102, 75, 65, 62, 57, 57, 53, 50, 49, 33, 32, 23, 23, 20, 18, 16, 16, 17, 14, 12, 8, 6, 9, 9),
        strict=True,
    )
)


@dataclass(frozen=True)
class Cut:
    """One face of the paper: where it comes from, its weights and optical size, what stands in for it."""

    family: str
    name: str
    source: str
    weights: tuple[int, ...]
    optical_size: int | None = None
    style: str = "normal"
    # All text is composed (NFC), so no marks need placing.
    features: tuple[str, ...] = ("kern", "liga")
    fallbacks: tuple[str, ...] = ()

    def at(self, weight: int) -> dict[str, int]:
        """Where one of its weights lies on the axes of its source."""
        return {"wght": weight} | ({"opsz": self.optical_size} if self.optical_size else {})


@dataclass(frozen=True)
class Fallback:
    """A font that readers have already, and its bold one where worth a rule, with an average letter's width in ems."""

    local: tuple[str, ...]
    width: float
    bold: tuple[str, ...] = ()
    bold_width: float = 0


# Widths by LETTERS (Liberation has Arial's and Times's).
FALLBACKS = {
    "Georgia": Fallback(("Georgia",), 0.4382),
    "Times": Fallback(("Times New Roman", "Liberation Serif", "Tinos"), 0.3968),
    "Noto": Fallback(("Noto Serif",), 0.4726),
    "DejaVu Serif": Fallback(("DejaVu Serif",), 0.5084),
    "Arial": Fallback(
        ("Arial", "Liberation Sans", "Arimo"), 0.4381, ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold"), 0.4736
    ),
    "Roboto": Fallback(("Roboto",), 0.4389, ("Roboto Bold", "Roboto-Bold"), 0.4454),
    "DejaVu": Fallback(("DejaVu Sans",), 0.503, ("DejaVu Sans Bold", "DejaVuSans-Bold"), 0.5685),
}
SERIFS, SANSES = ("Georgia", "Times", "Noto", "DejaVu Serif"), ("Arial", "Roboto", "DejaVu")
WITH_OLD_FIGURES = ("kern", "liga", "onum")
# Of an em. Its masters have 1000: a third of that is a sixth of a phone's own pixels, and weighs a sixth less.
UNITS = 333
CUTS = (
    Cut("Broadsheet Display", "display", SERIF.format("Roman"), (600,), 60, fallbacks=SERIFS),
    Cut("Broadsheet Text", "text", SERIF.format("Roman"), (350, 650), 18, features=WITH_OLD_FIGURES, fallbacks=SERIFS),
    Cut("Broadsheet Text", "text-italic", SERIF.format("Italic"), (400,), 18, "italic", WITH_OLD_FIGURES),
    Cut("Broadsheet Sans", "sans", SANS.format("Upright"), (400, 650), fallbacks=SANSES),
)
# What by-lines have; headings of lists have 600.
BOLD = 650
# In thousandths of an em: half a step more or less is seen by nobody.
KERNING_STEP = 20
# How far an outline may lie from the one that Adobe drew, in thousandths of an em: a seventh of a phone's own pixels.
TOLERANCE = 2.5


def main(folder: Path) -> None:
    """Write every cut's files and the style sheet that names them."""
    (STATIC / "fonts").mkdir(exist_ok=True)
    blocks = ["/* Written by bin/make_fonts.py: change that and run it again. */"]
    for cut in CUTS:
        blocks += write_cut(cut, folder)
    (STATIC / "css" / "fonts.css").write_text("\n".join(blocks) + "\n")
    write_licence(folder)


def write_cut(cut: Cut, folder: Path) -> Iterator[str]:
    """Write a cut's subsets and yield its @font-face rules, the stand-ins first."""
    source = folder / cut.source
    usual = subset_of(source, {ord(letter) for letter in LETTERS}, ())
    yield from (rule for name in cut.fallbacks for rule in stand_ins(cut, name, usual))
    known = set(code_points(LATIN))
    for subset, ranges in SUBSETS.items():
        letters = known if subset == "latin" else set(code_points(ranges)) - known
        features = cut.features if subset == "latin" else ("kern",)
        font = TTFont(saved(between(cut, source, subset_of(source, letters, features))))
        kern_in_steps(font)
        rename(font, cut.family)
        scale_upem(font, UNITS)
        path = STATIC / "fonts" / f"{cut.name}-{subset}.woff2"
        font["post"].formatType = 3  # no names of letters
        font.flavor = "woff2"
        font.save(path)
        print(f"{path.stat().st_size:7,d}  {path.name}")
        yield face(cut, path.name, ranges)


def subset_of(source: Path, letters: set[int], features: tuple[str, ...]) -> BytesIO:
    """Return the font with the given letters and features alone; its licence lies beside it."""
    options = Options()
    options.layout_features, options.hinting, options.name_IDs = [*features], False, [1, 2, 4, 6]
    options.drop_tables, options.glyph_names = [*options.drop_tables, "BASE", "DSIG", "MVAR", "STAT"], True
    font, subsetter = TTFont(source), Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return saved(font)


def between(cut: Cut, source: Path, subset: BytesIO) -> TTFont:
    """Draw anew between the cut's lightest and boldest alone: a third smaller than keeping the masters beyond them."""
    masters = {weight: static(TTFont(subset), cut, weight) for weight in cut.weights}
    draw_with_fewer_points(cut, source, masters)
    if len(masters) == 1:
        return masters.popitem()[1]
    design = DesignSpaceDocument()
    lightest, *_, boldest = cut.weights
    design.addAxisDescriptor(name="Weight", tag="wght", minimum=lightest, default=lightest, maximum=boldest)
    for weight, font in masters.items():
        design.addSourceDescriptor(font=font, location={"Weight": weight})
    font, plain = varLib.build(design)[0], static(TTFont(subset), cut, lightest)
    # Kerned alike at every weight: nobody sees it, and it saves 3 KB.
    font["GPOS"], font["GDEF"] = plain["GPOS"], plain["GDEF"]
    return font


def draw_with_fewer_points(cut: Cut, source: Path, masters: dict[int, TTFont]) -> None:
    """Draw the masters' letters, alike in each, from the curves that Adobe drew: a tenth smaller than its own TTF."""
    drawn = TTFont(source.with_suffix(".otf"))
    drawn_as = dict(zip(TTFont(source).getGlyphOrder(), drawn.getGlyphOrder(), strict=True))
    sets, fonts = [drawn.getGlyphSet(location=cut.at(weight)) for weight in masters], [*masters.values()]
    for letter in fonts[0].getGlyphOrder():
        if fonts[0]["glyf"][letter].numberOfContours <= 0:  # a space, or composed of others
            continue
        pens = [TTGlyphPen(None) for _font in fonts]
        trace([each[drawn_as[letter]] for each in sets], Cu2QuMultiPen(pens, TOLERANCE, reverse_direction=True))
        for font, pen in zip(fonts, pens, strict=True):
            font["glyf"][letter] = outline = pen.glyph()
            outline.recalcBounds(font["glyf"])
            font["hmtx"][letter] = font["hmtx"][letter][0], outline.xMin
    for font in fonts:
        setMacOverlapFlags(font["glyf"])  # strokes cross, which Macs would show


def trace(letters: list[Any], pen: Cu2QuMultiPen) -> None:
    """Have the pen follow one letter's outline at several weights at once."""
    records = [RecordingPen() for _letter in letters]
    for letter, record in zip(letters, records, strict=True):
        letter.draw(RoundingPen(record))
    for steps in zip(*(record.value for record in records), strict=True):
        (action, places), *_ = steps
        getattr(pen, action)(*([[places for _action, places in steps]] if places else []))


def kern_in_steps(font: TTFont) -> None:
    """Kern by classes of letters in whole steps: few different numbers, most of them zero, cost few bytes."""
    subtables = [each for lookup in font["GPOS"].table.LookupList.Lookup for each in lookup.SubTable]
    for kerning in (each for each in subtables if each.LookupType == 2 and each.Format == 2):
        for record in (record for first in kerning.Class1Record for record in first.Class2Record):
            moved = getattr(record.Value1, "XAdvance", 0)
            record.Value1.XAdvance = round(moved / KERNING_STEP) * KERNING_STEP


def static(font: TTFont, cut: Cut, weight: int) -> TTFont:
    """Return one weight of a font at the cut's optical size."""
    return TTFont(saved(instantiateVariableFont(font, cut.at(weight))))


def saved(font: TTFont) -> BytesIO:
    """Return the font as a file: what fonttools changed is consistent only once it is written."""
    file = BytesIO()
    font.save(file)
    return file


def rename(font: TTFont, family: str) -> None:
    """Give the font the paper's own name in every record that carries one."""
    names = {1: family, 4: family, 6: family.replace(" ", "")}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def code_points(ranges: str) -> Iterator[int]:
    """Yield the code points of a CSS unicode-range."""
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def average_width(font: TTFont) -> float:
    """Return the width of an average letter of English prose, in ems."""
    letters, widths = font.getBestCmap(), font["hmtx"]
    total = sum(share * widths[letters[ord(letter)]][0] for letter, share in LETTERS.items())
    return total / sum(LETTERS.values()) / font["head"].unitsPerEm


def stand_ins(cut: Cut, name: str, letters: BytesIO) -> Iterator[str]:
    """Yield the @font-face rules that make a reader's own font as wide and tall as the cut, so that nothing jumps."""
    fallback, family = FALLBACKS[name], f'font-family:"{cut.family} {name}"'
    ordinary = static(TTFont(letters), cut, 400 if cut.weights[0] <= 400 else 600)
    yield stand_in(family, fallback.local, fallback.width, ordinary)
    if fallback.bold:
        bold = static(TTFont(letters), cut, BOLD)
        yield stand_in(f"{family};font-weight:600", fallback.bold, fallback.bold_width, bold)


def stand_in(said: str, local: tuple[str, ...], width: float, cut: TTFont) -> str:
    """Return the @font-face of a reader's own font whose average letter has this width."""
    scale_upem(cut, UNITS)  # rounded as the cut is
    line, em, scale = cut["hhea"], UNITS, average_width(cut) / width
    sources = ",".join(f'local("{font}")' for font in local)
    return (
        f"@font-face{{{said};src:{sources};size-adjust:{scale:.2%};"
        f"ascent-override:{line.ascent / em / scale:.2%};descent-override:{-line.descent / em / scale:.2%};"
        "line-gap-override:0%}"
    )


def face(cut: Cut, file: str, ranges: str) -> str:
    """Return the @font-face of one subset."""
    weights = " ".join(str(weight) for weight in cut.weights)
    return (
        f'@font-face{{font-family:"{cut.family}";font-style:{cut.style};font-weight:{weights};font-display:swap;'
        f'src:url("../fonts/{file}") format("woff2");unicode-range:{ranges}}}'
    )


def write_licence(folder: Path) -> None:
    """Put the fonts' licence beside them."""
    texts = [(folder / f"source-{name}" / "package" / "LICENSE.md").read_text() for name in ("serif", "sans")]
    heading = "The Broadsheet cuts are modified from Source Serif and Source Sans.\n\n"
    copyrights = "\n".join(text.splitlines()[0] for text in texts)
    (STATIC / "fonts" / "OFL.txt").write_text(heading + copyrights + "\n" + texts[0].split("\n", 1)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
