"""What a person sees of a message on a terminal: names for ids, marks for markup, a word for a chart."""

import pytest

from northstar_bot.demo.screen import marked, seen
from northstar_bot.render import blocks

NAMES = {"U01": "@Ana", "C01": "#growth", "S01": "@design"}


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<@U01> in <#C01> for <!subteam^S01|@x>", "@Ana in #growth for @design"),
        ("<https://example.org|the *page*> and <mailto:a@b.c>", "the *page* ↗ and mailto:a@b.c"),
        ("a &lt;b&gt; &amp;amp; *bold <@U01>*", "a <b> &amp; bold @Ana"),
        ("`/northstar help` <!here>", "/northstar help @here"),
        ("2 * 3 * 4 and <@U99>", "2 * 3 * 4 and U99"),
    ],
)
def test_markup_reads_as_in_slack(sent, read):
    assert marked(sent, NAMES).plain == read


def test_blocks_become_lines_with_their_buttons():
    page = [
        blocks.header("Digest"),
        blocks.section_plain("#1 Fix it", blocks.button("Weigh", "w", "1")),
        blocks.rich(
            blocks.paragraph(blocks.person("U01"), blocks.words(" said", bold=True)),
            blocks.quote(blocks.words("one\ntwo")),
            blocks.bullets([[blocks.words("first")], [blocks.words("second")]]),
        ),
        blocks.divider(),
        blocks.actions(blocks.button("Yes", "y", "1"), blocks.button("No", "n", "1")),
    ]
    assert [line.plain for line in seen(page, "", NAMES)] == [
        "Digest",
        "#1 Fix it  [Weigh]",
        "@Ana said",
        "│ one",
        "│ two",
        "• first",
        "• second",
        "────────────",
        "[Yes]  [No]",
    ]


def test_a_bullet_does_not_dim_what_follows():
    (line,) = seen([blocks.rich(blocks.bullets([[blocks.words("loud")]]))], "", NAMES)
    assert line.style == ""
    assert [(span.start, span.style) for span in line.spans if span.style == "dim"] == [(0, "dim")]


def test_without_blocks_the_text_is_read():
    assert [line.plain for line in seen([], "for <@U01>\ntwice", NAMES)] == ["for @Ana", "twice"]
