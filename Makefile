# Tawthiq. On a fresh machine: `make run` shows what it does, `make test` checks it as CI does.
# Only Python 3.11 or newer is needed; everything that is made stays in .venv/ and out/ (and the user's cache folder).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SILENT:
.PHONY: run test check bench format docs clean help

export PIP_DISABLE_PIP_VERSION_CHECK := 1
BIN := .venv/bin
SAMPLES := src/tawthiq/samples
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
OLD := Tawthiq needs Python 3.11 or newer. Install one, or name it: make run PYTHON=/path/to/python3.12
NO_VENV := This Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv

run: .venv/installed  ## make the environment, read the sample reports (exercises) and show what they say
	$(BIN)/tawthiq gazetteer build
	mkdir -p out
	$(BIN)/tawthiq extract $(SAMPLES)/[0-9]*.md > out/samples.jsonl
	$(BIN)/python -m tawthiq.cli.table out/samples.jsonl
	echo
	echo "These were thirty exercises: invented, dated in 2031. As JSON they are in out/samples.jsonl. Next, try:"
	echo "  $(BIN)/tawthiq explain $(SAMPLES)/01-ariha-agency.md   # why each value was read so"
	echo "  $(BIN)/tawthiq show $(SAMPLES)/01-ariha-agency.md      # the text, its evidence coloured"
	echo "  $(BIN)/tawthiq extract YOUR-REPORT.txt --published 2031-03-12 > events.jsonl"

test: .venv/dev  ## run the whole suite, as CI runs it
	$(BIN)/pytest -n auto --dist loadfile

check: .venv/dev  ## run all checks (format, lint, types, layers, documents) and then the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(MAKE) test

bench: .venv/dev  ## measure accuracy (needs ../shared/bench) and speed, and print both tables
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/speed.py

format: .venv/dev  ## put the code into its one format and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/dev  ## write docs/reference/ again from the commands and the code lists
	$(BIN)/python docs/generate.py

clean:  ## remove everything that these targets made in this folder
	rm -rf .venv out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## list these targets
	awk -F ':|## ' '/^[a-z]+:.*## / { printf "  make %-8s%s\n", $$1, $$NF }' Makefile

.venv/bin/python:
	for python in $(PYTHONS); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  echo "Making .venv with $$("$$python" --version)"; \
	  "$$python" -m venv .venv && exit 0; \
	  rm -rf .venv; echo "$(NO_VENV)" >&2; exit 1; \
	done; \
	echo "$(OLD)" >&2; exit 1

.venv/installed: .venv/bin/python pyproject.toml
	echo "Installing Tawthiq and what it needs"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: .venv/installed
	echo "Installing what the tests and checks need"
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@
