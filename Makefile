# One command per chore. A fresh machine needs git, make and Python 3.11 or newer: every target makes what it needs.
#   make demo   set up, then run the first example        make test   set up, build the wheel, test it, demand 100 % coverage
PYTHON ?= python3
WORKERS ?= 2

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

BIN := .venv/bin
BUILD := .build
SITE := $(BUILD)/site
SETUP := .venv/.setup
WHEEL := $(BUILD)/wheel.stamp
INSTALLED := $(BUILD)/site.stamp
PIP := -m pip --quiet --disable-pip-version-check --no-input
# Each version of Python keeps its own environment; see `test-on`.
OTHER := .venv-$(notdir $(PYTHON))
# $(call environment,FOLDER,LOCK): make an environment from a lock, unless it is newer than the lock already.
environment = test $(1)/.setup -nt $(2) || { rm -rf $(1) && $(PYTHON) -m venv $(1) && \
  $(1)/bin/python $(PIP) install --no-deps -r $(2) && touch $(1)/.setup; }
# $(call install-wheel,FOLDER): put the built wheel into an environment, in place of any older one.
install-wheel = $(1)/bin/python $(PIP) install --no-deps --force-reinstall $(BUILD)/dist/*.whl
SOURCES := $(shell find src -name '*.py' -o -name 'py.typed' -o -name '*.json') pyproject.toml README.md LICENSE

.PHONY: help
help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

# --- set-up -----------------------------------------------------------------------------------------------------------

.PHONY: setup
setup: $(SETUP) ## make .venv with the locked tools and this project, editable

$(SETUP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed, {sys.executable} is {sys.version.split()[0]}: make ... PYTHON=python3.11")'
	@echo "setting up .venv (once; about a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python $(PIP) install --no-deps -r requirements/dev.txt
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: wheel
wheel: $(WHEEL) ## build the wheel, into .build/dist

$(WHEEL): $(SOURCES) | $(SETUP)
	@rm -rf $(BUILD)/dist && mkdir -p $(BUILD)
	@$(BIN)/python -m build --wheel --no-isolation --outdir $(BUILD)/dist . > $(BUILD)/wheel.log || { cat $(BUILD)/wheel.log; exit 1; }
	@touch $@

# The wheel alone, apart from the source tree: put first on the path it hides the editable install.
$(INSTALLED): $(WHEEL)
	@rm -rf $(SITE)
	@$(BIN)/python $(PIP) install --no-deps --no-compile --target $(SITE) $(BUILD)/dist/*.whl
	@touch $@

# --- tests ------------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(SETUP) ## set up and run the first example
	@$(BIN)/python examples/sla_compliance.py

.PHONY: test
test: $(INSTALLED) ## test the built wheel, doctests too; every branch of src must be covered
	@rm -rf $(BUILD)/coverage && mkdir -p $(BUILD)/coverage
	@AFTERSALES_TESTED=wheel PYTHONPATH=$(SITE) $(BIN)/pytest -n $(WORKERS) -q --cov --cov-report= --cov-fail-under=0 --pyargs aftersales_core tests
	@$(BIN)/coverage report

.PHONY: coverage
coverage: test ## the same, with a page per module in .build/coverage/html
	@$(BIN)/coverage html --directory $(BUILD)/coverage/html --fail-under=0

.PHONY: quick
quick: $(SETUP) ## test the source tree as it stands: no wheel, no coverage, no slow tests (ARGS=... goes to pytest)
	@$(BIN)/pytest -n $(WORKERS) -q -m "not slow" $(or $(ARGS),--pyargs aftersales_core tests)

.PHONY: lowest
lowest: $(WHEEL) ## test the wheel with the oldest allowed releases of its dependencies
	@$(call environment,.venv-lowest,requirements/lowest.txt)
	@$(call install-wheel,.venv-lowest)
	@AFTERSALES_TESTED=wheel .venv-lowest/bin/pytest -n $(WORKERS) -q -W default::DeprecationWarning --pyargs aftersales_core tests

.PHONY: test-on
test-on: $(WHEEL) ## test the wheel on another Python: make test-on PYTHON=python3.13
	@$(call environment,$(OTHER),requirements/dev.txt)
	@$(call install-wheel,$(OTHER))
	@AFTERSALES_TESTED=wheel $(OTHER)/bin/pytest -n $(WORKERS) -q --pyargs aftersales_core tests

.PHONY: bare
bare: $(WHEEL) ## import everything where only the wheel and its declared dependencies are installed
	@rm -rf .venv-bare && $(PYTHON) -m venv .venv-bare
	@.venv-bare/bin/python $(PIP) install --constraint requirements/dev.txt $(BUILD)/dist/*.whl
	@.venv-bare/bin/python -I -W error tests/house/bare_install.py

.PHONY: bench
bench: $(WHEEL) ## measure the wheel beside its peers, and print against the budgets (ARGS=... goes to the runner)
	@$(call environment,.venv-bench,requirements/bench.txt)
	@.venv-bench/bin/python $(PIP) install --no-deps -r requirements/bench-no-deps.txt
	@$(call install-wheel,.venv-bench)
	@.venv-bench/bin/python benchmarks/run.py $(ARGS)

# --- checks -----------------------------------------------------------------------------------------------------------

.PHONY: check
check: lint types layers docs ## all four checks that run no tests

.PHONY: lint
lint: $(SETUP) ## style, spelling, purity
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/codespell

.PHONY: format
format: $(SETUP) ## mend what ruff can mend
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

.PHONY: types
types: $(SETUP) ## mypy and pyright, strict
	@$(BIN)/mypy
	@$(BIN)/pyright

.PHONY: layers
layers: $(SETUP) ## who may import whom
	@$(BIN)/lint-imports

.PHONY: docs
docs: $(SETUP) ## build the documentation, into .build/docs; a warning is an error
	@$(BIN)/sphinx-build -W -n --keep-going -q -b html -d $(BUILD)/doctrees docs $(BUILD)/docs
	@echo "documentation: $(BUILD)/docs/index.html"

.PHONY: charts
charts: $(SETUP) ## write the pages of the lifecycles and draw their charts; needs Graphviz
	@$(BIN)/python docs/lifecycle_pages.py

.PHONY: return-pages
return-pages: $(SETUP) ## write the pages on the reasons and the rules of returns
	@$(BIN)/python docs/reason_codes_page.py

.PHONY: locks
locks: $(SETUP) ## resolve requirements/*.txt anew
	@for lock in dev lowest bench; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --all-extras \
	    --custom-compile-command "make locks" $$([ $$lock = lowest ] && echo --resolution lowest-direct) \
	    pyproject.toml requirements/$$lock.in --output-file requirements/$$lock.txt; \
	done

.PHONY: clean
clean: ## remove everything the targets made
	rm -rf .build .venv-* .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
