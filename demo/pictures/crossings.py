"""The long bridge over the river."""

from .cut import WIDTH, Cut
from .palettes import Colour, mix
from .paper import Sheet


def stays(sheet: Sheet, deck: float, foot: float, steel: Colour) -> None:
    """Lay pylons with fans of cables."""
    rng, palette = sheet.rng, sheet.palette
    pylons, cables = Cut(), Cut()
    gap = rng.uniform(600, 860)
    tall = rng.uniform(360, 440)
    first = rng.uniform(100, 500)
    for x in (first - gap, first, first + gap, first + 2 * gap):
        for i in range(1, 11):
            reach, height = i * gap / 2 / 10.6, deck - tall + 20 + (10 - i) * 15
            cables.stroke([(x, height), (x - reach, deck)], 3.4).stroke([(x, height), (x + reach, deck)], 3.4)
        for low, high in ((-54, -6), (54, 6)):
            pylons.stroke([(x + low * 1.3, foot), (x + low, deck), (x + high, deck - tall)], 30, 18)
        pylons.box(x - 62, deck + 8, x + 62, deck + 40).box(x - 44, deck - tall * 0.62, x + 44, deck - tall * 0.62 + 18)
    sheet.lay(cables, mix(palette.cream, palette.accents[0], 0.12), lift=0.5, edge=0)
    sheet.lay(pylons, steel, lift=0.9)
    road = Cut().box(-20, deck - 8, WIDTH + 20, deck + 26)
    for i in range(46):
        road.box(i * 40, deck - 26, i * 40 + 5, deck)
    road.box(-20, deck - 28, WIDTH + 20, deck - 23)
    sheet.lay(road, palette.accents[0], lift=0.8)
