# Everything a person runs here. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help serve build check test grades bench schema pictures scripts lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

serve: $(VENV)/site.done ## Build the site and serve it on http://127.0.0.1:8000, rebuilt at every edit
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:8000 --livereload

build: $(VENV)/site.done ## Build the site into site/
	$(BIN)/python -m mkdocs build --clean

check: $(VENV)/site.done ## Check the content only: seconds, every mistake with its line
	$(BIN)/python -m macros check

test: $(VENV)/test.done ## Run the whole check, browser tests included
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/node tests/node_modules/typescript/bin/tsc --project tests/jsconfig.json
	$(BIN)/python -m pytest -n 2

grades: $(VENV)/test.done ## Print the reading grade of each lesson
	$(BIN)/python -m tests.grades

bench: $(VENV)/test.done ## Measure build time, page weight and speed in a browser
	$(BIN)/python -m tests.bench

schema: $(VENV)/site.done ## Write the JSON Schemas anew after a change of the models
	$(BIN)/python -m macros schema

PIN = $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --allow-unsafe
pictures: $(VENV)/test.done ## Draw the pictures of slides and PDF files anew after a change of a drawing
	$(BIN)/python -m tests.browser.pictures

scripts: $(VENV)/test.done ## Put the scripts of the tools for teams together anew after a change of a script
	$(BIN)/python -m tests.bundle

lock: $(VENV)/test.done ## Pin the dependencies of pyproject.toml anew, with hashes
	$(BIN)/pip install --quiet pip-tools
	$(PIN) --output-file requirements.lock pyproject.toml
	$(PIN) --extra test --output-file requirements-test.lock pyproject.toml

clean: ## Remove what was built and installed
	rm -rf site .cache $(VENV) tests/node_modules tests/.artifacts

# The environment. Debian's Python comes without venv; it is added where we may, else we say how.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This site needs Python 3.11 or newer; set PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
	  rm -rf $(VENV); \
	  if command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then \
	    S=$$([ "$$(id -u)" = 0 ] || echo sudo); $$S apt-get -qq update && $$S apt-get -qq install -y python3-venv >/dev/null && $(PYTHON) -m venv $(VENV); \
	  else echo "Python's venv is missing. Install it (on Debian: apt-get install python3-venv) and run this again."; exit 1; fi; }

$(VENV)/site.done: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/test.done: requirements-test.lock tests/package-lock.json $(VENV)/site.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	cd tests && PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python tests/office.py
	@touch $@
