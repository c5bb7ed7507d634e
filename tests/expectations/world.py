"""A small world without a defect: a plan, a reply, and a row or two of every table."""

from datetime import date

import pyarrow as pa

from extractors.schema import TABLES

PLAN = """示例市创新平台行动计划(2021-2025年)
一、主要目标
到2025年,省级众创空间达到12家,力争研发投入强度达到2.5%以上。其中省级众创空间达到12家。每年培育科技企业3-5家。
二、重点任务
1.建设平台。支持示例高新区发展,依据《示例规划》(示政〔2020〕3号)执行。对众创空间给予20万元奖励。(责任单位:示例市科技局、财政局)
2.引进人才。按技术交易额5%的比例补贴。
"""
REPLY = "关于第12号建议的答复\n2021年全市众创空间达到9家。\n"

ARROW = {
    "string": pa.string(),
    "date": pa.date32(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "list<string>": pa.list_(pa.string()),
}


def span(text, quote, nth=1):
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return {"quote": quote, "char_start": start, "char_end": start + len(quote)}


def placed(document, quote, nth=1, section=None, task=None):
    text = {"plan.txt": PLAN, "reply.txt": REPLY}[document]
    return {
        **span(text, quote, nth),
        "document_id": document,
        "section_id": section,
        "task_id": task,
        "rule_id": "test",
    }


def numeral(document, place, start, quote, **changes):
    return {
        **{name: place[name] for name in ("document_id", "section_id", "task_id", "rule_id")},
        "numeral_id": f"{document}#n{start}",
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "role": "count",
        "row_id": None,
        **changes,
    }


def document(document_id, text, **changes):
    return {
        "document_id": document_id,
        "sha256": "0" * 64,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "text": text,
        "char_count": len(text),
        "document_type": "plan",
        "title": "示例市创新平台行动计划",
        "jurisdiction_code": "130600",
        "jurisdiction_name": "示例市",
        "jurisdiction_level": "prefecture",
        "issued_on": date(2021, 3, 1),
        "published_on": date(2021, 3, 2),
        "is_complete": True,
        **changes,
    }


def value(text, start, written, unit, **changes):
    return {
        "indicator_id": "众创空间",
        "measure": "level",
        "comparator": "eq",
        "value": float(written),
        "value_text": written,
        "value_start": start,
        "value_end": start + len(written),
        "unit": unit,
        "value_normalized": float(written),
        "unit_normalized": unit,
        **changes,
    }


def section(quote, position, **changes):
    at = span(PLAN, quote)
    return {
        **at,
        "section_id": f"plan.txt#{at['char_start']}",
        "document_id": "plan.txt",
        "position": position,
        "level": 1,
        "role": "task",
        "rule_id": "test",
        **changes,
    }


GOALS = PLAN[PLAN.index("一、") : PLAN.index("\n二、")]
WORK = PLAN[PLAN.index("二、") :].rstrip()
FIRST = PLAN[PLAN.index("1.建") : PLAN.index("\n2.引")]
SECOND = PLAN[PLAN.index("2.引") :].rstrip()
SENTENCE = PLAN[PLAN.index("到2025年") : PLAN.index("其中")]
AGAIN = "其中省级众创空间达到12家。"
YEARLY = "每年培育科技企业3-5家。"


def _outline():
    goals = section(GOALS, 1, label="一、", heading="主要目标", role="goal")
    work = section(WORK, 2, label="二、", heading="重点任务")
    items = [
        section(quote, place, label=label, heading=heading, level=2, parent_section_id=work["section_id"])
        for quote, place, label, heading in ((FIRST, 3, "1.", "建设平台"), (SECOND, 4, "2.", "引进人才"))
    ]
    tasks = [
        {
            **{
                name: item[name]
                for name in ("document_id", "section_id", "quote", "char_start", "char_end", "label")
            },
            "task_id": f"plan.txt#t{item['char_start']}",
            "position": position,
            "title": item["heading"],
            "text": item["quote"][8:12],
            "status": "planned",
            "due_on": date(2025, 12, 31),
            "deadline_basis": "document",
            "rule_id": "test",
        }
        for position, item in enumerate(items, start=1)
    ]
    return [goals, work, *items], tasks


def _targets(goals, deadline):
    def target(quote, numeral_start, written, unit, **changes):
        at = placed("plan.txt", quote, section=goals)
        base = {
            **at,
            "target_id": f"plan.txt#v{numeral_start}",
            "indicator": "省级众创空间",
            "recurrence": "once",
            "due_on": date(2025, 12, 31),
            "deadline_id": deadline,
            "deadline_basis": "explicit",
            "modality": "firm",
            "is_total": False,
            "place_code": "130600",
            "series_id": f"series:{written}",
            "period_start": date(2021, 1, 1),
            **value(PLAN, numeral_start, written, unit),
        }
        return base | changes

    twelve, again = PLAN.index("12家"), PLAN.index("12家", PLAN.index("12家") + 1)
    yearly = {
        "value_text": "3-5",
        "value": 3.0,
        "value_max": 5.0,
        "value_normalized": 3.0,
        "comparator": "range",
        "indicator": "科技企业",
        "recurrence": "annual",
        "measure": "increment",
        "deadline_basis": "document",
        "deadline_id": None,
        "value_end": PLAN.index("3-5家") + 3,
    }
    return [
        target(SENTENCE, twelve, "12", "家"),
        target(
            SENTENCE,
            PLAN.index("2.5%"),
            "2.5",
            "%",
            modality="aspirational",
            baseline_year=2020,
            baseline_value=2.0,
        ),
        target(AGAIN, again, "12", "家", deadline_basis="section", restates_target_id=f"plan.txt#v{twelve}"),
        target(YEARLY, PLAN.index("3-5家"), "3", "家", **yearly),
    ]


def _numerals(world):
    """A row for each run of digits, as the ledger wants it; 1. and 2. are labels and 2.5 is one."""
    places = [
        (
            "plan.txt",
            PLAN,
            ("2021", "2025", "2025", "12", "2.5", "12", "3", "5", "1", "2020", "3", "20", "2", "5"),
        )
    ]
    places.append(("reply.txt", REPLY, ("12", "2021", "9")))
    found = []
    for name, text, written in places:
        reached = 0
        for quote in written:
            start = text.index(quote, reached)
            reached = start + len(quote)
            at = {"document_id": name, "rule_id": "test", **_home(world, name, start)}
            found.append(numeral(name, at, start, quote, **_use(world, name, start)))
    return found


def _home(world, document_id, start):
    def innermost(table, key):
        holding = [
            row
            for row in world[table]
            if row["document_id"] == document_id and row["char_start"] <= start < row["char_end"]
        ]
        return max(holding, key=lambda row: row["char_start"])[key] if holding else None

    return {"section_id": innermost("sections", "section_id"), "task_id": innermost("tasks", "task_id")}


def _use(world, document_id, start):
    for row in world["targets"]:
        if row["document_id"] == document_id and row["value_start"] == start:
            return {"role": "target", "row_id": row["target_id"]}
    return {}


def good_rows():
    """The rows of every table, as dicts that lack what is NULL."""
    sections, tasks = _outline()
    goals, first, second = sections[0]["section_id"], tasks[0], tasks[1]
    deadline = {
        **placed("plan.txt", "到2025年", section=goals),
        "deadline_id": "plan.txt#d1",
        "end_on": date(2025, 12, 31),
        "kind": "by",
        "recurrence": "once",
    }
    every_year = {
        **placed("plan.txt", "每年", section=goals),
        "deadline_id": "plan.txt#d2",
        "kind": "recurring",
        "recurrence": "annual",
    }
    targets = _targets(goals, deadline["deadline_id"])
    twelve = targets[0]["target_id"]
    reported = REPLY.index("9家")
    in_first = {"section": first["section_id"], "task": first["task_id"]}
    in_second = {"section": second["section_id"], "task": second["task_id"]}
    unit = {"jurisdiction_code": "130600", "unit_type": "department", "is_collective": False}
    mention = {
        key: item
        for key, item in placed("plan.txt", "示例市科技局", section=first["section_id"]).items()
        if key != "task_id"
    }
    world = {
        "documents": [
            document("plan.txt", PLAN, period_start=date(2021, 1, 1), period_end=date(2025, 12, 31)),
            document("reply.txt", REPLY, document_type="reply"),
        ],
        "replies": [
            {
                "document_id": "reply.txt",
                "proposal_number": "12",
                "session": "示例市第十五届人民代表大会第一次会议",
                "handling_result": "A",
                "contact": "张三 0312-1234567",
            }
        ],
        "sections": sections,
        "tasks": tasks,
        "units": [
            {
                **unit,
                "unit_id": "示例市科学技术局",
                "canonical_name": "示例市科学技术局",
                "aliases": ("市科技局", "示例市科技局"),
            },
            {**unit, "unit_id": "示例市财政局", "canonical_name": "示例市财政局", "aliases": ("财政局",)},
            {
                **unit,
                "unit_id": "示例市各县政府",
                "canonical_name": "示例市各县政府",
                "aliases": ("各县政府",),
                "is_collective": True,
                "unit_type": "government",
            },
        ],
        "task_units": [
            {
                **mention,
                "task_id": first["task_id"],
                "unit_id": "示例市科学技术局",
                "role": "lead",
                "position": 1,
            },
            {
                **mention,
                **span(PLAN, "财政局"),
                "task_id": first["task_id"],
                "unit_id": "示例市财政局",
                "role": "support",
                "position": 2,
            },
        ],
        "unit_members": [
            {
                "unit_id": "示例市各县政府",
                "member_unit_id": "示例市财政局",
                "valid_from": date(2018, 1, 1),
                "valid_to": date(2020, 1, 1),
                "basis": "GB/T 2260",
            }
        ],
        "targets": targets,
        "achievements": [
            {
                **placed("reply.txt", "2021年全市众创空间达到9家。"),
                "achievement_id": "reply.txt#a1",
                "indicator": "众创空间",
                "as_of": date(2021, 3, 1),
                "recurrence": "once",
                "place_code": "130600",
                "series_id": "series:12",
                "is_part_year": False,
                "period_start": date(2021, 1, 1),
                **value(REPLY, reported, "9", "家"),
            }
        ],
        "incentives": [
            {
                **placed("plan.txt", "对众创空间给予20万元奖励。", **in_first),
                "incentive_id": "plan.txt#i1",
                "beneficiary": "众创空间",
                "form": "reward",
                "amount_kind": "fixed",
                "value": 20.0,
                "value_text": "20",
                "value_start": PLAN.index("20万元"),
                "value_end": PLAN.index("20万元") + 2,
                "unit": "万元",
            },
            {
                **placed("plan.txt", "按技术交易额5%的比例补贴。", **in_second),
                "incentive_id": "plan.txt#i2",
                "form": "subsidy",
                "amount_kind": "rate",
                "value": 5.0,
                "value_text": "5",
                "value_start": PLAN.index("5%的"),
                "value_end": PLAN.index("5%的") + 1,
                "unit": "%",
                "basis": "技术交易额",
            },
        ],
        "deadlines": [deadline, every_year],
        "platform_classes": [
            {"class_id": "高新区", "name": "高新区", "aliases": ("高新技术产业开发区",)},
            {"class_id": "众创空间", "name": "众创空间", "aliases": ()},
        ],
        "platforms": [
            {
                "class_id": "高新区",
                "document_ids": ("plan.txt",),
                "platform_id": "示例高新区",
                "canonical_name": "示例高新区",
                "platform_type": "高新区",
                "level": "national",
                "jurisdiction_code": "130600",
                "aliases": ("示例高新区",),
            }
        ],
        "platform_mentions": [
            {
                **placed("plan.txt", "示例高新区", **in_first),
                "mention_id": "plan.txt#m1",
                "class_id": "高新区",
                "platform_id": "示例高新区",
                "mention_kind": "named",
                "platform_type": "高新区",
            },
            {
                **placed("plan.txt", "省级众创空间", section=goals),
                "mention_id": "plan.txt#m2",
                "class_id": "众创空间",
                "mention_kind": "counted",
                "platform_type": "众创空间",
                "level": "provincial",
                "level_text": "省级",
                "target_id": twelve,
            },
        ],
        "citations": [
            {
                **placed("plan.txt", "《示例规划》", **in_first),
                "citation_id": "plan.txt#c1",
                "cited_title": "示例规划",
                "cited_number": "示政〔2020〕3号",
            }
        ],
        "indicators": [
            {
                "indicator_id": "众创空间",
                "canonical_name": "众创空间",
                "unit_dimension": "count",
                "aliases": ("众创空间", "省级众创空间"),
            }
        ],
        "progress": [
            {
                "target_id": twelve,
                "achievement_id": "reply.txt#a1",
                "value_gap": 3.0,
                "ratio": 0.75,
                "is_met": False,
                "basis": "indicator",
            }
        ],
        "target_links": [
            {
                "target_id": targets[2]["target_id"],
                "linked_target_id": twelve,
                "relation": "serves",
                "basis": "indicator",
            }
        ],
        "link_candidates": [
            {
                "candidate_id": "progress:a~b",
                "kind": "progress",
                "left_id": twelve,
                "right_id": "reply.txt#a1",
                "reason": "all but the unit agrees",
            }
        ],
        "unresolved": [
            {
                **placed("plan.txt", "支持", **in_first),
                "unresolved_id": "plan.txt#u1",
                "reason": "number_without_reading",
            }
        ],
        "quarantine": [
            {
                "quarantine_id": "bad.bin",
                "document_id": "bad.bin",
                "table_name": "documents",
                "rule": "reader.binary",
                "reason": "no text",
                "payload": '{"address": "raw/bad.bin"}',
            }
        ],
    }
    world["numerals"] = _numerals(world)
    return world


def frames_of(world, *, date_as_object=True):
    """Rows as pandas reads them from Arrow."""
    return {table.name: frame_of(table, world.get(table.name, []), date_as_object) for table in TABLES}


def frame_of(table, dicts, date_as_object=True):
    schema = pa.schema([(column.name, ARROW[column.type]) for column in table.columns])
    return pa.Table.from_pylist(dicts, schema=schema).to_pandas(date_as_object=date_as_object)
