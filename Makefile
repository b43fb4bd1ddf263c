# The few commands a person needs. `make help` lists them.

PYTHON ?= python3
VENV := .venv
JAVASCRIPT := tests/javascript
BIN := $(VENV)/bin/python
# Nothing is installed but what a lock names by its hash.
PIP := $(BIN) -m pip install --quiet --disable-pip-version-check --require-hashes
# One worker more than cores: a browser test waits for a third of its time.
PYTEST := $(BIN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder
LOCK := $(BIN) -m uv pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --only-binary :all: --emit-build-options --no-annotate \
  --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test test-fast checks bench torture lock hooks coverage venv app-packages \
  test-packages javascript-packages

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

run: app-packages ## start the app on this machine only (another port: make run PORT=8600)
	@$(BIN) -m streamlit run serve.py $(if $(PORT),--server.port $(PORT))

test: checks ## lint, format, types, import contracts, every test (browser tests too)
	$(PYTEST)

test-fast: checks ## the same without the tests that need a browser, with fewer made-up cases
	HYPOTHESIS_PROFILE=fast $(PYTEST) --ignore tests/browser

# The tests start the app and its commands dozens of times: what was compiled is kept,
# also where the system asks Python to keep nothing.
test test-fast: export PYTHONDONTWRITEBYTECODE =

checks: test-packages javascript-packages
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy --strict imh
	$(VENV)/bin/lint-imports --no-logo
	npm test --silent --prefix $(JAVASCRIPT)

hooks: test-packages ## run the linters, types and import contracts before each commit
	@$(BIN) -m pre_commit install

coverage: test-packages ## print which lines no test runs that needs no browser
	$(PYTEST) --ignore tests/browser --cov=imh --cov-report=term-missing:skip-covered

bench: test-packages ## measure speed and map layout, side by side with the alternatives
	@$(BIN) -m bench

torture: test-packages ## kill and starve the library, offer bad files to every door; count what is lost
	@$(BIN) -W ignore -m bench.torture

# What a lock names already stays, unless it no longer fits.
lock: test-packages ## pin all that gets installed (NEWEST=1: the newest of what the lists leave open)
	@$(LOCK) $(if $(NEWEST),--upgrade) requirements.txt --output-file requirements.lock
	@$(LOCK) $(if $(NEWEST),--upgrade) requirements-dev.txt --constraints requirements.lock \
	  --output-file requirements-dev.lock

# A lock is copied into the environment once installed, so an unchanged one costs nothing.
app-packages: venv
	@cmp -s requirements.lock $(VENV)/requirements.lock || { \
	  echo "Installing what the app needs. The first time takes a minute or two."; \
	  $(PIP) -r requirements.lock && cp requirements.lock $(VENV)/; }

test-packages: app-packages
	@cmp -s requirements-dev.lock $(VENV)/requirements-dev.lock || { \
	  echo "Installing what the tests need."; \
	  $(PIP) -r requirements-dev.lock && cp requirements-dev.lock $(VENV)/; }

javascript-packages:
	@command -v npm >/dev/null || { \
	  echo "npm was not found. The tests need Node.js 18.19 or newer with npm."; exit 1; }
	@cmp -s $(JAVASCRIPT)/package-lock.json $(JAVASCRIPT)/node_modules/package-lock.json || { \
	  echo "Installing what checks the JavaScript."; \
	  npm ci --ignore-scripts --no-audit --no-fund --prefix $(JAVASCRIPT) && \
	  cp $(JAVASCRIPT)/package-lock.json $(JAVASCRIPT)/node_modules/; }

venv:
	@$(BIN) -m pip --version >/dev/null 2>&1 || { \
	  command -v $(PYTHON) >/dev/null || { \
	    echo "Python was not found. Install Python 3.11 or newer."; exit 1; }; \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed, this is $$($(PYTHON) --version)." \
	      "Another one: make PYTHON=python3.12 ..."; exit 1; }; \
	  $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "This Python cannot make environments. On Debian or Ubuntu: apt-get install python3-venv"; \
	    exit 1; }; \
	  $(PYTHON) -m venv --clear $(VENV); }
