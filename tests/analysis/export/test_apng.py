"""Animations as another reader sees them: Pillow."""

import numpy as np
import pytest
from PIL import Image

from explorer.analysis.export.apng import ApngWriter
from explorer.analysis.export.png import indexed_png
from explorer.problem import UserProblem


def picture(seed, *, opaque=True, size=(20, 30)):
    rgba = np.random.default_rng(seed).integers(0, 256, (*size, 4), np.uint8)
    if opaque:
        rgba[..., 3] = 255
    return rgba


def shown(path):
    """What a viewer shows: (picture, milliseconds) a frame."""
    with Image.open(path) as image:
        frames = []
        for number in range(image.n_frames):
            image.seek(number)
            frames.append((np.asarray(image.convert("RGBA")), image.info["duration"]))
        return frames, image.info.get("loop")


@pytest.mark.parametrize("opaque", [True, False])
def test_every_frame_is_shown_as_it_was(tmp_path, opaque):
    first = picture(0, opaque=opaque)
    second = first.copy()
    second[4:9, 11:13] = picture(1, opaque=opaque)[4:9, 11:13]
    third = picture(2, opaque=opaque)
    path = tmp_path / "play.png"
    with ApngWriter(path, loops=3) as writer:
        for rgba, milliseconds in ((first, 100), (second, 40), (third, 2000)):
            writer.add(rgba, milliseconds)
        assert writer.frames == 3 and not path.exists()
    frames, loops = shown(path)
    assert loops == 3 and [lasts for _, lasts in frames] == [100, 40, 2000]
    for (found, _), expected in zip(frames, (first, second, third), strict=True):
        np.testing.assert_array_equal(found, expected)
    assert [file.name for file in tmp_path.iterdir()] == ["play.png"]


def test_what_does_not_change_costs_nothing_and_lasts_longer(tmp_path):
    first = picture(0, size=(200, 200))
    second = first.copy()
    second[100, 50, :3] ^= 255
    path, alone = tmp_path / "play.png", tmp_path / "alone.png"
    with ApngWriter(alone) as writer:
        writer.add(first, 10)
    with ApngWriter(path) as writer:
        for _ in range(3):
            writer.add(first, 30_000)
        writer.add(second, 10)
        assert writer.frames == 3
    frames, loops = shown(path)
    assert [lasts for _, lasts in frames] == [60_000, 30_000, 10] and loops == 0
    np.testing.assert_array_equal(frames[2][0], second)
    assert path.stat().st_size < alone.stat().st_size * 2 + 300


def test_nothing_is_left_of_an_animation_that_was_not_finished(tmp_path):
    path = tmp_path / "play.png"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt), ApngWriter(path) as writer:
        writer.add(picture(0), 10)
        raise KeyboardInterrupt
    sizes = "one size: 40 × 20 came after 30 × 20"
    with pytest.raises(UserProblem, match=sizes), ApngWriter(path) as writer:
        writer.add(picture(0), 10)
        writer.add(picture(0, size=(20, 40)), 10)
    with pytest.raises(UserProblem, match="no picture"), ApngWriter(path):
        pass
    nowhere = ApngWriter(tmp_path / "nowhere" / "play.png")
    with pytest.raises(UserProblem, match="cannot be written"), nowhere as writer:
        writer.add(picture(0), 10)
    assert path.read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 1


def test_a_picture_of_indexed_colours(tmp_path):
    places = np.random.default_rng(0).integers(0, 256, (7, 13), np.uint8)
    table = picture(3, size=(16, 16)).reshape(256, 4)
    path = tmp_path / "map.png"
    path.write_bytes(indexed_png(places, table))
    with Image.open(path) as image:
        np.testing.assert_array_equal(np.asarray(image.convert("RGB")), table[places][..., :3])
