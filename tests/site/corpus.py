"""Documents for the pages: the five of raw/, and one that tries to be more than text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

RAW = Path(__file__).parents[2] / "raw"

#: A document's id, title, text and address that would run if they were taken for markup.
HOSTILE_ID = "坏 <b>&'1'?.txt"
HOSTILE = (
    "<script>alert(1)</script>行动计划(2018-2020年)\r\n"
    "一、行动目标\r\n"
    '到2020年,新建😀众创空间60家"><img src=x onerror=alert(2)>。\r\n'
    "二、重点任务\r\n"
    "1.建设<iframe src=javascript:alert(3)>平台。新建星创天地3家</script></div>。(责任单位:市科技局)\r\n"
    "2.点击[这里](javascript:alert(4))&lt;b&gt;&#60;i&#62;。\u2028到2019年,培训技术经纪人200人。\r\n"
    "3.开通热线(电话：0312-5551234)。到2019年,建设服务站5个,联系邮箱lisi@example.cn。(责任单位:市科技局)\r\n"
    "联系人：张小明，联系电话：13812345678，邮箱：zhang@example.cn\r\n"
)
HOSTILE_URL = "javascript:alert(5)"

#: Contacts of the documents, by what no page may say.
CONTACTS = (
    "张小明",
    "13812345678",
    "zhang@example.cn",
    "5551234",
    "lisi@",
    "3088120",
    "刘  平",
    "刘平",
    "13987654321",
)
#: A document whose only contact stands in the address that its sidecar gives.
LINKED_ID = "联系.txt"


def write_raw(folder: Path) -> Path:
    """Put the documents into a folder and return it."""
    shutil.copytree(RAW, folder, ignore=shutil.ignore_patterns(".*"))
    (folder / HOSTILE_ID).write_text(HOSTILE, encoding="utf-8", newline="")
    (folder / f"{HOSTILE_ID}.meta.json").write_text(json.dumps({"source_url": HOSTILE_URL}), encoding="utf-8")
    (folder / LINKED_ID).write_text(
        "工作计划(2018年)\n一、目标\n到2018年,新建众创空间2家。\n", encoding="utf-8"
    )
    address = "https://example.cn/联系人：张三丰 13987654321"
    (folder / f"{LINKED_ID}.meta.json").write_text(json.dumps({"source_url": address}), encoding="utf-8")
    return folder
