# Thin targets over the same commands that a person would type. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
DEMO ?= heard-demo
# One process a core, each with its own models (about 1 GB), so no more than eight.
WORKERS ?= auto
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --maxprocesses 8 --dist worksteal
OWN := not servers and not browser and not attack

.DEFAULT_GOAL := help
.PHONY: help demo test attacks coverage lint check servers audit lock clean collection train

# The times were taken on two cores (2026-12-01), with other work beside. The first target that needs the environment builds it first.
help: ## list the targets, each with the time that it takes (at once)
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "%-12s%s\n", $$1, $$2 }'

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.run ## build the environment and tell the whole story on the bundled collection (about 3 minutes)
	$(BIN)/heard demo $(DEMO)

test: $(VENV)/.dev ## every test that needs no server and no browser, attacks aside (about 24 minutes)
	$(PYTEST) -m "$(OWN)"

attacks: $(VENV)/.dev ## processes killed in the middle, and what somebody with the disk may try (about 18 minutes)
	$(PYTEST) -m "attack and not servers and not browser"

coverage: $(VENV)/.dev ## the tests of `make test`, the branches that they reach, and the floor (about 27 minutes)
	$(PYTEST) -m "$(OWN)" --cov --cov-report=term:skip-covered

lint: $(VENV)/.dev ## ruff, mypy, the import contract (about 2 minutes)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

servers: $(VENV)/.dev ## the contract suites and the demo on real PostgreSQL and Elasticsearch, and the browser (about 20 minutes)
	$(BIN)/python -m pytest -q -m "servers or browser"

check: lint coverage attacks servers ## what CI runs: lint, coverage, attacks, servers (about 67 minutes)

# In an environment of its own, so that what audits is not among what is audited. Not part of `check`: it needs the network.
AUDIT := $(VENV)/audit
AUDITED := archive consent language taxonomies
SBOM ?= heard-sbom.json

$(VENV)/.audit: requirements/audit.txt
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

audit: $(VENV)/.audit ## the code by bandit, a list of parts (CycloneDX), then known faults of every locked package (as long as the network needs)
	$(AUDIT)/$(notdir $(BIN))/bandit --quiet --recursive $(AUDITED)
	$(AUDIT)/$(notdir $(BIN))/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file $(SBOM) requirements/run.txt
	$(AUDIT)/$(notdir $(BIN))/pip-audit --strict --require-hashes --disable-pip --requirement requirements/run.txt || \
	  { echo "Nothing is proved: a package has a known fault, or the database of faults was not reached (see above). Run it again where it is." >&2; exit 1; }

collection: $(VENV)/.dev ## make the bundled collection again from its sources (about 10 seconds)
	$(BIN)/python -m collection.build

train: $(VENV)/.dev ## fit the small models again: DATA=folder with the marked sets, LANG_=one language (as long as the sets need)
	$(BIN)/python -m bench.train --data $(DATA) $(if $(LANG_),--lang $(LANG_))

lock: ## resolve the locked requirements again; needs uv (as long as the network needs)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra places --extra tagging --group build pyproject.toml -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra places --extra tagging --extra skos --group build --group test --group lint --group graph --group oracle \
	  -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --group audit -o requirements/audit.txt

clean: ## remove the environment, the list of parts, the demo archive and its passphrase (at once)
	rm -rf $(VENV) $(SBOM) $(DEMO) $(DEMO).passphrase
