"""What documents hold: the fixtures by their sources, the real pages by their saved texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.readers.blocks import Block
from tests.formats.render import RENDERED, SOURCES, Table, blocks


@dataclass(frozen=True)
class Truth:
    """A document as its source has it; the title above it may be shown or not."""

    blocks: list[Block]
    title: str = ""


@dataclass(frozen=True)
class RealPage:
    """Where the document begins and ends in the text of a real page, and the title that stands above it."""

    name: str
    title: str
    first: str
    last: str

    @property
    def called(self) -> str:
        """The page's name in tables."""
        return self.name.removeprefix("guangzhou_").replace("_", " ")

    def data(self, corpus: Path) -> bytes:
        """Return the page."""
        return (corpus / f"{self.name}.html").read_bytes()

    def truth(self, corpus: Path) -> Truth:
        """Return the document on the page."""
        text = (corpus / f"{self.name}.txt").read_text("utf-8")
        lines = [line.strip() for line in text.splitlines()]
        last = len(lines) - 1 - lines[::-1].index(self.last)
        first = last - lines[last::-1].index(self.first)
        return Truth([line for line in lines[first : last + 1] if line], self.title)


_REAL_PAGES = (
    RealPage(
        "guangzhou_elder_care_measures_2022",
        "广州市人民政府办公厅关于印发广州市居家社区养老服务管理办法的通知",
        "穗府办规〔2022〕13号",
        "广州市人民政府办公厅秘书处2022年9月13日印发",
    ),
    RealPage(
        "guangzhou_extreme_poverty_notice_2021",
        "广州市人民政府办公厅关于进一步加强特困人员救助供养工作的通知",
        "穗府办规〔2021〕7号",
        "广州市人民政府办公厅 2021年4月16日印发",
    ),
    RealPage(
        "guangzhou_family_doctor_plan_2023",
        "广州市卫生健康委等4部门关于印发推进广州市家庭医生签约服务高质量发展实施方案的通知",
        "穗卫函〔2023〕1930号",
        "宣传处",
    ),
)


def real_pages(corpus: Path) -> list[RealPage]:
    """Return the real pages that are at hand."""
    return [page for page in _REAL_PAGES if (corpus / f"{page.name}.html").exists()]


def rendered(suffix: str) -> dict[Path, bytes]:
    """Return the fixtures of a format by their sources."""
    return {source: (RENDERED / f"{source.stem}{suffix}").read_bytes() for source in SOURCES}


@cache
def rendered_truth(source: Path) -> Truth:
    """Return a source as its fixtures have to come out."""
    found: list[Block] = []
    for block in blocks(source):
        if isinstance(block, Table):
            found += [[cell or "" for cell in row] for row in block.rows]
        else:
            found.append(block)
    return Truth(found)
