"""What is known of each document by itself: the rows of its extraction, kept by content and extractor version."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

import warnings

import dagster as dg

from pipelines.build import Build
from pipelines.keeping import extract_parts
from pipelines.progress import Progress
from pipelines.publish.parquet import PARTS
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient

#: The parts that documents fall into by their id, named as their Parquet files are numbered.
PART_KEYS = tuple(f"{number:02d}" for number in range(PARTS))

#: Parts that one run of a backfill takes: eight runs show progress and can be stopped between each two.
_PARTS_A_RUN = 8


def _extractions(
    context: dg.AssetExecutionContext, build: dg.ResourceParam[Build], progress: dg.ResourceParam[Progress]
) -> None:
    """Extract the documents of some parts that have no result of the present extractor."""
    with transient():
        for part, counts in extract_parts(build, [int(key) for key in context.partition_keys], progress):
            said = {"dagster/partition_row_count": counts["documents"], **counts}
            context.add_asset_metadata(said, partition_key=PART_KEYS[part])


with warnings.catch_warnings():
    # The policy of backfills is in beta; the version of Dagster is locked, and a user of the command line cannot help it.
    warnings.simplefilter("ignore", dg.BetaWarning)
    extractions = dg.asset(
        name="extractions",
        group_name="raw",
        kinds={"python"},
        pool=PUBLISHER_POOL,
        partitions_def=dg.StaticPartitionsDefinition(PART_KEYS),
        backfill_policy=dg.BackfillPolicy.multi_run(_PARTS_A_RUN),
        description="每份文件的抽取结果, 按内容与抽取器版本保存 / The extracted rows of each document, kept by content and "
        "extractor version; a part is the documents whose rows stand in the Parquet file of that number.",
    )(_extractions)
