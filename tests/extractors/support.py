"""What the tests of extraction share: short documents, and a check that every quoted row is grounded."""

from __future__ import annotations

from pathlib import Path

from extractors import document_from_text, extract

RAW = Path(__file__).resolve().parents[2] / "raw"

#: A plan of Baoding for 2018 to 2020 with one task; the phrase stands in the task.
PLAN = "保定市科技创新三年行动计划(2018-2020年)\n一、主要任务\n1.提升创新能力。{}\n2.完善服务。优化环境。\n"
#: The same plan with the phrase in its goals.
GOALS = "保定市科技创新三年行动计划(2018-2020年)\n一、行动目标\n{}\n二、主要任务\n1.完善服务。优化环境。\n"
#: A reply that reports what was done.
REPLY = (
    "对河北省第十三届人民代表大会第二次会议第1834号建议的答复\n石柱代表:\n您提出的建议收悉,现答复如下:\n"
    "我市开展了以下工作。\n一、大力发展科技服务业。\n一是搭建平台。{}\n二是做好对接。持续推进。\n\n2019年4月8日\n"
)


def tables(text, document_id="inline.txt"):
    """Return the rows by table name; every quote stands at its offsets."""
    found = extract(document_from_text(text, document_id)).tables
    for name, rows in found.items():
        for row in rows:
            if hasattr(row, "quote"):
                assert row.quote, (name, row)
                assert text[row.char_start : row.char_end] == row.quote, (name, row)
    return found


def rows(text, table):
    """Return the rows of one table."""
    return tables(text).get(table, ())


def only(text, table):
    """Return the one row of a table."""
    found = rows(text, table)
    assert len(found) == 1, [row.quote for row in found]
    return found[0]


def document(text):
    """Return the document's own row."""
    return only_row(tables(text)["documents"])


def only_row(found):
    """Return the one row of a sequence."""
    assert len(found) == 1, found
    return found[0]


def raw_texts():
    """Return the five source documents by name."""
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(RAW.glob("*.txt"))}


def spread(rows, *names):
    """Return the named columns of rows as tuples."""
    return [tuple(getattr(row, name) for name in names) for row in rows]
