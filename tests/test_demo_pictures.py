"""The demonstration's pictures: the same every time, one for every scene and mood, and they say what they show."""

import json
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat, IptcImagePlugin

from demo.pictures import MOODS, SCENES, draw, write_pictures

DEMO = Path(__file__).resolve().parent.parent / "demo"
WANTED = [
    "lake", "bridge", "lanterns", "terraces", "city", "harbour", "sea", "street", "market", "classroom",
    "laboratory", "stadium", "football", "portrait", "crowd", "tram", "train", "coffee", "assembly", "museum",
    "cinema", "mountains", "storm", "reeds", "airport", "bookshop",
]  # fmt: skip
LINE = {
    "file": "sea-07.jpg",
    "scene": "sea",
    "seed": 7,
    "mood": "dawn",
    "caption": "Vịnh Lan Hạ lúc sáng sớm: nước trong đến “hơn một mét”.",
    "credit": "Illustration: Nguyễn Hà My",
    "city": "Hải Phòng",
    "country": "Việt Nam",
    "creator": "Lê Minh Đức",
}


def test_every_scene_that_the_listing_may_name_can_be_drawn():
    assert sorted(SCENES) == sorted(WANTED)


# Night lights lamps and windows and rain falls; the other moods change nothing but the colours.
@pytest.mark.parametrize(("place", "scene"), list(enumerate(sorted(WANTED))))
def test_a_scene_fills_the_whole_sheet(place, scene):
    assert_drawn(draw(scene, place % 3 + 1, ["day", "night", "rain"][place % 3], width=96))


def test_every_mood_has_its_own_sky():
    pictures = [draw("city", 3, mood, width=96) for mood in MOODS]
    for picture in pictures:
        assert_drawn(picture)
    assert len({picture.getpixel((4, 4)) for picture in pictures}) == len(MOODS)


def assert_drawn(picture):
    assert picture.size == (96, 64)
    assert picture.mode == "RGB"
    assert max(ImageStat.Stat(picture).stddev) > 12


def test_the_same_seed_gives_the_same_picture_and_another_seed_another():
    first, again, other = (draw("bridge", seed, "dusk", width=96) for seed in (3, 3, 6))
    assert first.tobytes() == again.tobytes()
    assert ImageStat.Stat(ImageChops.difference(first, other)).mean[0] > 4


def test_a_picture_is_drawn_at_1800_by_1200():
    assert draw("storm", 4, "day").size == (1800, 1200)


def test_an_unknown_scene_or_mood_is_refused_in_plain_words():
    with pytest.raises(ValueError, match="no scene “volcano”"):
        draw("volcano", 1, "day")


def test_a_written_picture_carries_its_caption_credit_and_place(tmp_path):
    write_pictures([LINE], tmp_path, width=96)
    with Image.open(tmp_path / "sea-07.jpg") as picture:
        record = IptcImagePlugin.getiptcinfo(picture)
        packet = picture.info["xmp"].decode()
    assert record[1, 90] == b"\x1b%G"
    said = {number: record[2, number].decode() for number in (120, 110, 80, 90, 101)}
    assert said == {
        120: LINE["caption"],
        110: LINE["credit"],
        80: LINE["creator"],
        90: LINE["city"],
        101: LINE["country"],
    }
    assert f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{LINE["caption"]}</rdf:li>' in packet
    assert f"<photoshop:Credit>{LINE['credit']}</photoshop:Credit>" in packet


def test_a_caption_longer_than_the_standard_allows_is_cut_between_characters(tmp_path):
    write_pictures([LINE | {"caption": "ế" * 900}], tmp_path, width=120)
    with Image.open(tmp_path / "sea-07.jpg") as picture:
        assert IptcImagePlugin.getiptcinfo(picture)[2, 120].decode() == "ế" * 666


def test_a_picture_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "sea-07.jpg").write_bytes(b"an editor's own")
    seen = []
    assert write_pictures([LINE, LINE | {"file": "sea-08.jpg"}], tmp_path, lambda *at: seen.append(at), width=120) == 1
    assert (tmp_path / "sea-07.jpg").read_bytes() == b"an editor's own"
    assert seen == [(1, 1)]


def test_pictures_made_side_by_side_equal_those_made_alone(tmp_path):
    lines = [LINE | {"file": f"sea-{seed:02}.jpg", "seed": seed} for seed in range(4)]
    write_pictures(lines, tmp_path / "many", width=120)
    write_pictures(lines[3:], tmp_path / "one", width=120)
    assert (tmp_path / "many/sea-03.jpg").read_bytes() == (tmp_path / "one/sea-03.jpg").read_bytes()
    assert len(list((tmp_path / "many").iterdir())) == 4


def test_every_listed_picture_has_its_own_file_and_can_be_drawn():
    lines = [
        json.loads(line) for path in sorted(DEMO.glob("pictures-*.jsonl")) for line in path.read_text().splitlines()
    ]
    files = [line["file"] for line in lines]
    assert len(files) == len(set(files))
    assert {line["scene"] for line in lines} <= set(SCENES)
    assert {line["mood"] for line in lines} <= set(MOODS)
    assert all(isinstance(line["seed"], int) and line["caption"] and line["credit"] for line in lines)
