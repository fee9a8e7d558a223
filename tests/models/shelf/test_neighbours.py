"""The models of other programs."""


def test_they_are_found_used_in_place_and_marked(rig, put, look, qtbot):
    path = put(rig.home / ".lmstudio" / "models" / "p" / "q" / "theirs.gguf")
    search = rig.keeping.neighbours
    with qtbot.waitSignal(search.found) as found:
        search.look()
    (model,) = found.args[0].models
    assert (model.found.path, model.is_used) == (path, False)
    search.use(model.found)
    with qtbot.waitSignal(search.found) as found:
        search.look()
    assert found.args[0].models[0].is_used
    assert look()["theirs.gguf"].came_from == "LM Studio"
    assert path.exists()
