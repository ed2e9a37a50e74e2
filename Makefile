# Tawthiq. On a fresh machine: `make run` shows what it does, `make test` checks it as CI does.
# Only Python 3.11 or newer is needed; everything that is made stays in .venv/ and out/ (and the user's cache folder).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SILENT:
.PHONY: run test check bench format docs web clean help

export PIP_DISABLE_PIP_VERSION_CHECK := 1
BIN := .venv/bin
SAMPLES := src/tawthiq/samples
BUNDLE := src/tawthiq/web/static/manifest.json
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
OLD := Tawthiq needs Python 3.11 or newer. Install one, or name it: make run PYTHON=/path/to/python3.12
NO_VENV := This Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv

run: .venv/installed web  ## make the environment and a register of the sample reports (exercises), and open its desk
	$(BIN)/tawthiq gazetteer build
	mkdir -p out
	$(BIN)/tawthiq demo --register out/demo.db
	$(BIN)/tawthiq link --register out/demo.db
	$(BIN)/tawthiq stats --register out/demo.db
	echo
	echo "These were thirty exercises: invented, dated in 2031. They are in the register out/demo.db. Next, try:"
	echo "  $(BIN)/tawthiq search مستشفى --register out/demo.db               # hospital, in all forms of the word"
	echo "  $(BIN)/tawthiq show 01-ariha-agency --register out/demo.db        # a report, its evidence coloured"
	echo "  $(BIN)/tawthiq list --near اعزاز --radius 10 --register out/demo.db"
	echo "  $(BIN)/tawthiq explain $(SAMPLES)/01-ariha-agency.md   # why each value was read so"
	echo "  $(BIN)/tawthiq extract YOUR-REPORT.txt --published 2031-03-12 > events.jsonl"
	echo "  $(BIN)/tawthiq serve --register out/demo.db               # the review desk: read, check, decide, map"
	echo "docs/tutorial.md (docs/tutorial.ar.md) leads from here to a register of your own reports."
	echo "Reports name villages, and the built-in gazetteer knows few. For every village, download once and import:"
	echo "  Syria: OCHA's populated places (syr_pplp_adm4), from data.humdata.org"
	echo "  Yemen, Iraq, Sudan, Palestine, Lebanon, Libya: GeoNames' YE.zip, IQ.zip, SD.zip, PS.zip, LB.zip, LY.zip, from"
	echo "    download.geonames.org/export/dump, and OCHA's administrative boundaries from data.humdata.org for P-codes"
	echo "  $(BIN)/tawthiq gazetteer import FILE                          # docs/how-to/gazetteer.md says more"
	if test -t 1 && test -f $(BUNDLE); then \
	  echo "The review desk opens in your browser now; Ctrl-C ends it."; \
	  $(BIN)/tawthiq serve --register out/demo.db || true; fi

test: .venv/dev web  ## run the whole suite, as CI runs it
	$(BIN)/pytest -n auto --dist loadfile

check: .venv/dev  ## run all checks (format, lint, types, layers, documents) and then the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(MAKE) test

bench: .venv/dev  ## measure accuracy (needs ../shared/bench), speed, and the register at size; takes half an hour
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/calibration.py
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/register.py
	$(BIN)/python benchmarks/kills.py

format: .venv/dev  ## put the code into its one format and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/dev  ## write docs/reference/ again from the commands and the code lists
	$(BIN)/python docs/generate.py

web:  ## build the bundle of the review desk's pages (needs Node.js 20.19 or newer)
	if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(BUNDLE); \
	else echo "No npm here: the review desk (tawthiq serve) cannot be built. Install Node.js 20.19 or newer, then: make web"; fi

$(BUNDLE): web/package-lock.json web/vite.config.ts $(wildcard web/src/*.ts web/src/*/* web/public/*)
	echo "Building the pages of the review desk"
	cd web && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build -- --logLevel warn
	touch $@

clean:  ## remove everything that these targets made in this folder
	rm -rf .venv out build dist web/node_modules src/tawthiq/web/static .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
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
