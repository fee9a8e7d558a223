from hypothesis import given
from hypothesis import strategies as st
from source_texts import SourceText, collect, texts_in, without_doubles

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def texts(code):
    return list(texts_in(code))


def test_tr_takes_the_class_as_its_context():
    code = "class Pane(QWidget):\n    def f(self):\n        return self.tr('Say “hi”')"
    assert texts(code) == [SourceText("Pane", "Say “hi”")]


def test_an_inner_class_is_its_own_context():
    code = (
        "class A:\n    class B:\n        def f(self): self.tr('b')\n    def g(self): self.tr('a')"
    )
    assert texts(code) == [SourceText("B", "b"), SourceText("A", "a")]


def test_translate_names_its_context():
    code = "def f():\n    return QCoreApplication.translate('Ctx', 'Hello {name}')"
    assert texts(code) == [SourceText("Ctx", "Hello {name}")]


def test_a_context_may_be_a_constant_of_the_module():
    assert texts("_C = 'Ctx'\nx = translate(_C, 'a')") == [SourceText("Ctx", "a")]


def test_noop_marks_count():
    code = "x = QT_TRANSLATE_NOOP('Ctx', 'a')\nclass P:\n    y = QT_TR_NOOP('b')"
    assert texts(code) == [SourceText("Ctx", "a"), SourceText("P", "b")]


def test_texts_over_several_lines_are_one():
    assert texts("translate(\n    'C',\n    'a '\n    'b',\n)") == [SourceText("C", "a b")]


def test_calls_inside_f_strings_are_found():
    code = "class P:\n    def f(self): return f\"{self.tr('inside')}!\""
    assert texts(code) == [SourceText("P", "inside")]


def test_plurals_are_seen_in_every_form_of_the_call():
    for rest in ("'', n", "None, n", "n=n"):
        assert texts(f"translate('C', '%n a', {rest})") == [SourceText("C", "%n a", plural=True)]
    code = "class P:\n    def f(self): self.tr('%n d', '', n)"
    assert texts(code) == [SourceText("P", "%n d", "", plural=True)]


def test_a_comment_tells_two_meanings_apart():
    assert texts("translate('C', 'Open', 'verb')") == [SourceText("C", "Open", "verb")]


def test_texts_that_only_running_would_tell_are_left_alone():
    assert (
        texts("translate('C', source)\nself.tr(x)\n''.translate(table)\ntranslate('C', '')") == []
    )


def test_each_text_comes_once_and_a_plural_wins():
    once = SourceText("C", "%n a")
    counted = SourceText("C", "%n a", plural=True)
    assert without_doubles([once, counted, once]) == [counted]


def test_all_files_of_a_folder_are_read(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/b.py").write_text("translate('B', '二')", encoding="utf-8")
    (tmp_path / "a.py").write_text("translate('A', 'one')")
    assert collect(tmp_path) == [SourceText("A", "one"), SourceText("B", "二")]


@given(WORDS, WORDS)
def test_any_text_is_found_as_it_is_written(context, source):
    assert texts(f"translate({context!r}, {source!r})") == [SourceText(context, source)]
