"""The archive as a stream: what it yields, and every way in which it can be bad."""

import gzip
import io
import tarfile
import zlib
from pathlib import Path

import pytest

from explorer.problem import UserProblem
from explorer.reviews.source import open_source
from explorer.reviews.sources import gzip_stream, imdb_archive
from tests.reviews.conftest import FILES, Pack, member


def _reviews(path: Path):
    return list(open_source(path).reviews())


def test_it_yields_every_labelled_review_as_it_is(pack: Pack):
    found = {review.key: review for review in _reviews(pack())}
    assert {f"{key}.txt": review.text.encode() for key, review in found.items()} == FILES
    assert all(review.split == key.split("/")[0] for key, review in found.items())
    assert all(review.label == ("/pos/" in key) for key, review in found.items())


def test_the_unlabelled_part_and_what_macos_adds_do_not_count(pack: Pack):
    extra = [
        member("aclImdb/train/unsup/0_0.txt", b"no label"),
        member("aclImdb/train/pos/._0_9.txt", b"\x00\x05\x16\x07"),
        member("aclImdb/train/urls_pos.txt", b"http://example.org"),
        member("aclImdb/train/labeledBow.feat", b"9 0:9"),
    ]
    assert len(_reviews(pack(extra=extra))) == len(FILES)


def test_leading_folders_do_not_matter(tmp_path: Path):
    path = tmp_path / "repacked.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for key, content in FILES.items():
            about, _ = member(f"./data/aclImdb/{key}", content)
            archive.addfile(about, io.BytesIO(content))
    assert len(_reviews(path)) == len(FILES)


def test_it_reports_how_much_it_has_read(pack: Pack):
    told: list[float] = []
    list(open_source(pack()).reviews(told.append))
    assert told == sorted(told)
    assert 0 < told[-1] <= 1


def test_the_identity_follows_the_content(pack: Pack):
    one = open_source(pack(name="a.tar.gz")).identity()
    other = open_source(pack({**FILES, "test/pos/0_9.txt": b"other"}, name="b.tar.gz")).identity()
    assert one != other
    assert one.startswith("sha256:")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_download_says_so(pack: Pack, kept: float):
    path = pack()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(UserProblem, match=r"ends too early.*download it again"):
        _reviews(path)


def test_a_flipped_bit_says_so(pack: Pack):
    path = pack()
    content = bytearray(path.read_bytes())
    content[-6] ^= 1  # in the checksum
    path.write_bytes(content)
    with pytest.raises(UserProblem, match=r"is damaged.*download it again"):
        _reviews(path)


def test_a_tar_cut_before_it_was_packed_says_so(pack: Pack):
    path = pack()
    tar = gzip.decompress(path.read_bytes())
    end = len(tar.rstrip(b"\0"))
    path.write_bytes(gzip.compress(tar[: end - 2000]))
    with pytest.raises(UserProblem, match="not a readable archive"):
        _reviews(path)


def test_a_broken_header_in_the_middle_is_not_taken_for_the_end(pack: Pack):
    path = pack()
    tar = bytearray(gzip.decompress(path.read_bytes()))
    last_name = tar.rfind(b"aclImdb/test/pos")
    tar[last_name : last_name + 10] = b"\xff" * 10
    path.write_bytes(gzip.compress(tar))
    with pytest.raises(UserProblem, match="stops in the middle"):
        _reviews(path)


def test_gzip_of_something_else_says_so(tmp_path: Path):
    path = tmp_path / "letter.tar.gz"
    path.write_bytes(gzip.compress(b"dear sir or madam, " * 100))
    with pytest.raises(UserProblem, match="not a readable archive"):
        _reviews(path)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/train/pos/0_9.txt",
        "/etc/train/pos/0_9.txt",
        "aclImdb/train/pos/../../../0_9.txt",
        "..\\..\\train\\pos\\0_9.txt",
        "C:\\train\\pos\\0_9.txt",
    ],
)
def test_a_path_that_leads_out_is_refused(pack: Pack, name: str):
    with pytest.raises(UserProblem, match="a path that leads out of it"):
        _reviews(pack(extra=[member(name, b"evil")]))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_links_are_refused(pack: Pack, kind: bytes):
    link, _ = member("aclImdb/train/pos/7_7.txt")
    link.type, link.linkname = kind, "/etc/passwd"
    with pytest.raises(UserProblem, match="holds a link"):
        _reviews(pack(extra=[(link, b"")]))


def test_devices_are_refused(pack: Pack):
    device, _ = member("aclImdb/train/pos/7_7.txt")
    device.type = tarfile.CHRTYPE
    with pytest.raises(UserProblem, match="not a file"):
        _reviews(pack(extra=[(device, b"")]))


def test_a_review_of_absurd_length_is_refused(pack: Pack):
    extra = [member("aclImdb/train/pos/7_7.txt", b"long " * 300_000)]
    with pytest.raises(UserProblem, match="1,500,000 bytes"):
        _reviews(pack(extra=extra))


def test_a_bomb_is_refused_long_before_it_is_unpacked(tmp_path: Path):
    path = tmp_path / "bomb.tar.gz"
    packer = zlib.compressobj(9, wbits=31)
    with path.open("wb") as file:
        about = tarfile.TarInfo("aclImdb/train/labeledBow.feat")
        about.size = 4 << 30
        file.write(packer.compress(about.tobuf()))
        for _ in range(256):
            file.write(packer.compress(bytes(1 << 20)))
        file.write(packer.flush())
    with pytest.raises(UserProblem, match="unpacks to far more"):
        _reviews(path)


def test_the_total_is_capped_whatever_the_ratio(pack: Pack, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gzip_stream, "LARGEST_TOTAL", 1000)
    with pytest.raises(UserProblem, match="unpacks to far more"):
        _reviews(pack())


def test_the_number_of_files_is_capped(pack: Pack, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(imdb_archive, "MOST_MEMBERS", 5)
    with pytest.raises(UserProblem, match="more than 5 files"):
        _reviews(pack())


def test_a_review_that_is_not_utf8_is_named(pack: Pack):
    files = {**FILES, "train/pos/3_8.txt": b"caf\xe9"}
    with pytest.raises(UserProblem, match=r"not UTF-8 text \(train/pos/3_8\.txt\)"):
        _reviews(pack(files))


@pytest.mark.parametrize("part", ["train/neg", "test/pos"])
def test_a_missing_part_is_named(pack: Pack, part: str):
    files = {key: content for key, content in FILES.items() if not key.startswith(part)}
    with pytest.raises(UserProblem, match=f"no reviews in {part}"):
        _reviews(pack(files))


def test_an_archive_of_other_things_says_what_to_choose(pack: Pack):
    with pytest.raises(UserProblem, match=r"no IMDB reviews.*choose"):
        _reviews(pack({"pictures/cat.txt": b"cat"}))


def test_several_gzip_members_are_one_stream(pack: Pack):
    path = pack()
    tar = gzip.decompress(path.read_bytes())
    half = len(tar) // 2
    path.write_bytes(gzip.compress(tar[:half]) + gzip.compress(tar[half:]) + bytes(512))
    assert len(_reviews(path)) == len(FILES)


def test_a_file_that_vanishes_is_named(pack: Pack):
    path = pack()
    source = open_source(path)
    path.unlink()
    for read in (source.identity, lambda: list(source.reviews())):
        with pytest.raises(UserProblem, match="cannot be read"):
            read()
