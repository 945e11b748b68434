"""Laying cut paper, sheet on sheet: each layer with its shadow, its shading and a light upper edge."""

import math
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .cut import HEIGHT, WIDTH, Cut
from .palettes import Colour, Palette, mix

EDGE_SCALE = 2  # masks are drawn twice as large and reduced: that is all the anti-aliasing there is
SHADOW_SCALE = 6  # shadows are soft, so they are blurred small and enlarged

Box = tuple[int, int, int, int]


class Sheet:
    """A picture being made: `lay` puts the next piece of paper on top of what is there."""

    def __init__(self, palette: Palette, rng: Random, seed: int, width: int = WIDTH) -> None:
        self.palette, self.rng, self.seed, self.scale = palette, rng, seed, width / WIDTH
        self.size = (width, round(HEIGHT * self.scale))
        self.image = _gradient(self.size, palette.sky[0], palette.sky[-1])
        self._shade = mix(palette.ink, (0, 0, 0), 0.35)

    def lay(self, cut: Cut, colour: Colour, *, lift: float = 1, shade: float = 0.1, edge: float = 0.3) -> None:
        """Lay the cut in `colour`; `lift` is its height over the sheet below (0: printed on it, no shadow or edge)."""
        box = self._bounds(cut)
        if box is None:
            return
        mask = self._mask(cut, box)
        verge = self._verge(mask, box) if lift else mask
        if lift:
            self._cast(verge, box, lift)
        paint = _gradient(mask.size, mix(colour, (255, 255, 255), shade * 0.5), mix(colour, self._shade, shade))
        self.image.paste(paint, box[:2], mask)
        if lift and edge:
            self._light(verge, box, colour, edge)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.5) -> None:
        """Brighten the sheets laid so far around a lamp or a sun."""
        half = max(1, round(radius * self.scale))
        # The gradient reaches 181 at the middle of its sides: from there on nothing is left of the light.
        fade = [round(max(0, 1 - i / 180) ** 1.6 * 255 * strength) for i in range(256)]
        mask = Image.radial_gradient("L").point(fade).resize((half * 2, half * 2), Image.Resampling.BILINEAR)
        self.image.paste(colour, (round(x * self.scale) - half, round(y * self.scale) - half), mask)

    def finish(self) -> Image.Image:
        """Return the picture with the grain of the paper over it."""
        self.image = ImageChops.add(self.image, _grain(self.size, self.rng), 1, -128)
        return self.image

    def _bounds(self, cut: Cut) -> Box | None:
        kept = [point for points, is_hole in cut.polygons if not is_hole for point in points]
        if not kept:
            return None
        xs, ys = zip(*kept, strict=True)
        left, top = (max(0, math.floor(min(places) * self.scale)) for places in (xs, ys))
        right = min(self.size[0], math.ceil(max(xs) * self.scale) + 1)
        bottom = min(self.size[1], math.ceil(max(ys) * self.scale) + 1)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _mask(self, cut: Cut, box: Box) -> Image.Image:
        left, top, right, bottom = box
        mask = Image.new("L", ((right - left) * EDGE_SCALE, (bottom - top) * EDGE_SCALE))
        pen, factor = ImageDraw.Draw(mask), self.scale * EDGE_SCALE
        for points, is_hole in cut.polygons:
            spots = [(x * factor - left * EDGE_SCALE, y * factor - top * EDGE_SCALE) for x, y in points]
            pen.polygon(spots, fill=0 if is_hole else 255)
        return mask.reduce(EDGE_SCALE)

    def _verge(self, mask: Image.Image, box: Box) -> Image.Image:
        """Return the part of the mask that shadow and light can show at: of a band of land, its upper strip."""
        if box[0] > 0 or box[2] < self.size[0] or box[3] < self.size[1]:
            return mask
        uncovered = ImageChops.invert(mask.reduce(SHADOW_SCALE)).getbbox()
        depth = (uncovered[3] + 1) * SHADOW_SCALE if uncovered else SHADOW_SCALE
        return mask.crop((0, 0, mask.width, min(mask.height, depth + round(60 * self.scale))))

    def _cast(self, mask: Image.Image, box: Box, lift: float) -> None:
        """Paste the shadow: a wide soft one that falls down and to the right, and a close dark one at the edge."""
        reach = math.ceil(46 * lift * self.scale / SHADOW_SCALE) + 2
        small = mask.reduce(SHADOW_SCALE)
        wide = Image.new("L", (small.width + reach * 2, small.height + reach * 2))
        wide.paste(small, (reach, reach))
        unit = self.scale / SHADOW_SCALE
        close = _faint(wide.filter(ImageFilter.GaussianBlur(5 * unit * lift**0.5)), 0.2)
        shadow = ImageChops.add(close, _faint(wide.filter(ImageFilter.GaussianBlur(19 * unit * lift)), 0.34))
        shadow = shadow.resize((shadow.width * SHADOW_SCALE, shadow.height * SHADOW_SCALE), Image.Resampling.BILINEAR)
        drop = 9 * lift * self.scale
        away = reach * SHADOW_SCALE
        self.image.paste(self._shade, (box[0] - away + round(drop * 0.4), box[1] - away + round(drop)), shadow)

    def _light(self, mask: Image.Image, box: Box, colour: Colour, strength: float) -> None:
        lower = Image.new("L", mask.size)
        depth = max(1, round(2 * self.scale))
        lower.paste(mask, (0, depth))
        if box[1] == 0:
            lower.paste(mask.crop((0, 0, mask.width, depth)), (0, 0))
        rim = _faint(ImageChops.subtract(mask, lower), strength)
        self.image.paste(mix(colour, (255, 248, 232), 0.75), box[:2], rim)


def _faint(mask: Image.Image, share: float) -> Image.Image:
    return Image.blend(Image.new("L", mask.size), mask, share)


def _gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    strip = Image.new("RGB", (1, 2))
    strip.putdata([top, bottom])
    return strip.resize((1, size[1]), Image.Resampling.BILINEAR, (0, 0.5, 1, 1.5)).resize(
        size, Image.Resampling.NEAREST
    )


def _grain(size: tuple[int, int], rng: Random) -> Image.Image:
    """Return a faint texture around 128: a fine tooth and slow clouds, as pressed paper has."""
    width, height = size
    tooth = Image.frombytes("L", size, rng.randbytes(width * height)).filter(ImageFilter.BoxBlur(0.7))
    coarse = (width // 24 + 2, height // 16 + 2)
    clouds = Image.frombytes("L", coarse, rng.randbytes(coarse[0] * coarse[1])).resize(size, Image.Resampling.BICUBIC)
    middle = Image.new("L", size, 128)
    fine = Image.blend(middle, tooth, 0.05)
    slow = Image.blend(middle, clouds, 0.016)
    grain = ImageChops.add(fine, slow, 1, -128)
    return Image.merge("RGB", (grain, grain, grain))
