"""The page's modules, each by itself in Node (which comes with playwright), and how they are joined."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import SetupError
from kg.viz import bundle

SCRIPTS = Path(bundle.__file__).parent / "page" / "scripts"
TESTS = sorted((Path(__file__).parent / "scripts").glob("*.test.mjs"))
DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function\*?|class|const|let) (\w+|[\[{][^=]*[\]}])", re.MULTILINE
)


@pytest.mark.slow
@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.name)
def test_modules_do_what_they_say(file: Path) -> None:
    driver = pytest.importorskip("playwright._impl._driver")
    node, _ = driver.compute_driver_executable()
    done = subprocess.run(
        [str(node), "--test", "--test-reporter=spec", str(file)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"^ℹ pass (\d+)", done.stdout, re.MULTILINE)
    assert passed
    assert int(passed[1]) == file.read_text().count("\ntest(")


def test_every_module_is_used_and_comes_after_what_it_imports() -> None:
    names = bundle.modules()
    assert set(names) == {file.name for file in SCRIPTS.glob("*.js")}
    for index, name in enumerate(names):
        imported = bundle.IMPORT.findall((SCRIPTS / name).read_text())
        assert set(imported) <= set(names[:index])


def test_every_import_and_export_has_the_form_that_can_be_joined() -> None:
    for file in SCRIPTS.glob("*.js"):
        left = bundle.EXPORT.sub("", bundle.IMPORT.sub("", file.read_text()))
        assert not re.findall(r"^\s*(?:import|export)\b.*", left, re.MULTILINE), file.name


def test_no_name_stands_twice_in_the_scope_they_share() -> None:
    declared = Counter(
        word
        for file in SCRIPTS.glob("*.js")
        for found in DECLARED.findall(file.read_text())
        for word in re.findall(r"\w+", found)
    )
    assert [name for name, times in declared.items() if times > 1] == []


def test_modules_import_only_what_is_exported_and_used() -> None:
    for file in SCRIPTS.glob("*.js"):
        text = file.read_text()
        for words, source in re.findall(r'^import \{([^}]*)\} from "\./(\w+\.js)";', text, re.MULTILINE):
            for word in (each.strip() for each in words.split(",")):
                assert re.search(
                    rf"^export (?:async )?(?:function|class|const) {word}\b",
                    (SCRIPTS / source).read_text(),
                    re.MULTILINE,
                ), f"{file.name} imports {word}"
                assert len(re.findall(rf"\b{word}\b", text)) > 1, f"{file.name} does not use {word}"


def test_modules_that_import_each_other_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"scripts/a.js": 'import { b } from "./b.js";\n', "scripts/b.js": 'import { a } from "./a.js";\n'}
    monkeypatch.setattr(bundle, "_read", texts.__getitem__)
    with pytest.raises(SetupError, match=r"a\.js imports b\.js imports a\.js"):
        bundle.modules("a.js")


def test_scripts_put_no_text_into_markup() -> None:
    for file in SCRIPTS.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", file.read_text()
        ), file.name
