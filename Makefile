# `make run` and `make test` set everything up themselves: Python 3.11+ and make are all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
SPEED_PEERS := .venv-speed-peers
# Both locks carry hashes and name no index, so pip takes whatever index this machine is set to.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --no-annotate --no-strip-extras --universal --python-version 3.11

.PHONY: run test lint types contracts score bench bench-readers bench-parquet bench-scaling soak ui webserver daemon \
	lock schema cookbook clean
run: $(VENV)/.runtime
	$(BIN)/planhouse build

test: $(VENV)/.dev lint types contracts
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

# How the rows compare with the annotated documents in tests/gold; the figures go to docs/quality.md, the
# README and, as data, to the schema meta of releases.
score: $(VENV)/.runtime
	$(BIN)/planhouse score tests/gold --write docs/quality.md --refresh README.md \
		--record pipelines/meta/quality.json

# How fast it is and how it grows; the figures go to benchmarks/results and docs/performance.md. Other libraries get an
# environment of their own. An hour and 20 GB of disk more: make bench SIZES="5 100 1000 10000 100000".
SIZES ?= 5 100 1000 10000
# More real texts to extract from, where they lie beside this folder.
TEXTS ?= ../shared/corpus
bench: $(VENV)/.runtime $(SPEED_PEERS)/.ready
	$(BIN)/python -m benchmarks.speed.extraction $(SPEED_PEERS)/bin/python $(addprefix --texts ,$(wildcard $(TEXTS)))
	$(BIN)/python -m benchmarks.speed.start
	$(BIN)/python -m benchmarks.speed.parallel
	$(BIN)/python -m benchmarks.speed.growth $(SIZES)
	$(BIN)/python -m benchmarks.page docs/performance.md docs/scaling.md

# How the readers compare with other libraries, which get an environment of their own; the figures go to docs/readers.md.
bench-readers: $(PEERS)/.ready
	$(PEERS)/bin/python -m benchmarks.readers --write docs/readers.md

# What the layout of the Parquet files costs and brings; the figures go to docs/parquet.md.
bench-parquet: $(VENV)/.dev
	$(BIN)/python -m benchmarks.parquet --write docs/parquet.md

# Builds on a Dask cluster of processes of this machine beside those of its pool; the figures go to docs/scaling.md.
bench-scaling: $(VENV)/.dev
	$(BIN)/python -m benchmarks.scaling --write docs/scaling.md

# Kills, full disks, revoked rights, damaged files, builds at once, readers under load; the figures go to docs/reliability.md.
# It takes hours: `$(BIN)/python -m benchmarks.soak --help` names the parts.
soak: $(VENV)/.runtime
	$(BIN)/python -m benchmarks.soak --kills 200 --releases 100 --readers 8 --jobs 2 --write docs/reliability.md

# Dagster's pages, sensor and schedule in one go; on a server `make webserver` and `make daemon` run by themselves.
ui: .dagster/dagster.yaml
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster dev -w workspace.yaml

webserver: .dagster/dagster.yaml
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster-webserver -w workspace.yaml

daemon: .dagster/dagster.yaml
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster-daemon run -w workspace.yaml

# Two processes that begin with an empty folder get in each other's way, so the tables of the instance are made first.
.dagster/dagster.yaml: pipelines/dagster.yaml $(VENV)/.runtime
	mkdir -p .dagster
	cp pipelines/dagster.yaml $@
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster instance info > /dev/null

# What is rendered from the schema, the views, the commands and the rules of expectations: the snapshot of the version,
# the dictionary, docs/views.md, docs/cli.md and the suites.
schema: $(VENV)/.runtime
	$(BIN)/python -m pipelines.render.snapshot docs/schema
	$(BIN)/python -m pipelines.render.dictionary docs/dictionary.md
	$(BIN)/python -m pipelines.render.views docs/views.md
	$(BIN)/python -m pipelines.render.command_line docs/cli.md
	$(BIN)/python -m expectations.compile

# The questions in docs/cookbook with what they answer for the documents in raw/.
cookbook: $(VENV)/.runtime
	$(BIN)/python -m pipelines.cookbook

lock:
	$(LOCK) requirements/runtime.in -o requirements/runtime.lock
	$(LOCK) requirements/dev.in -c requirements/runtime.lock -o requirements/dev.lock

clean:
	rm -rf $(VENV) $(addprefix warehouse/,releases current staging extractions digests leases hold.json)

$(VENV)/.runtime: requirements/runtime.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) -r requirements/runtime.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.runtime
	$(PIP_INSTALL) -r requirements/dev.lock
	touch $@

# In the versions of the lock where it has them; the pip that comes with Python 3.11 fails on lxml[html-clean].
# A second chardet stands apart: readability-lxml wants the old one.
$(PEERS)/.ready: benchmarks/readers/peers.txt requirements/runtime.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	sed -nE 's/^([a-z0-9._-]+)(\[.*\])?(==[^\\]+).*/\1\3/p' requirements/runtime.lock > $(PEERS)/lock.txt
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r $< -c $(PEERS)/lock.txt
	$(PEERS)/bin/python -m pip install --quiet --no-deps --upgrade --target $(PEERS)/newer chardet==7.7.0
	touch $@

$(SPEED_PEERS)/.ready: benchmarks/speed/peers.txt
	$(PYTHON) -m venv $(SPEED_PEERS)
	$(SPEED_PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@
