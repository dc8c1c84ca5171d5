"""The API is a file in git: a change of the API is a change of that file."""


def test_the_openapi_file_is_that_of_the_code(tree):
    from zhuchao.site.openapi import described

    kept = (tree.root / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert kept == described(), "refresh it: zhuchao openapi --out docs/openapi.json"
