# The few commands a person needs. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin/python
# Nothing is installed but what a lock names by its hash.
PIP := $(BIN) -m pip install --quiet --disable-pip-version-check --require-hashes
PYTEST := $(BIN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
LOCK := $(BIN) -m uv pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --only-binary :all: --emit-build-options --no-annotate \
  --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test test-fast checks bench torture lock venv app-packages test-packages

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

run: app-packages ## start the app on this machine only (another port: make run PORT=8600)
	@$(BIN) -m streamlit run serve.py $(if $(PORT),--server.port $(PORT))

test: checks ## lint, format, types, import contracts, every test (browser tests too)
	$(PYTEST)

test-fast: checks ## the same without the tests that need a browser
	$(PYTEST) --ignore tests/browser

# The tests start the app and its commands dozens of times: what was compiled is kept,
# also where the system asks Python to keep nothing.
test test-fast: export PYTHONDONTWRITEBYTECODE =

checks: test-packages
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy --strict imh
	$(VENV)/bin/lint-imports --no-logo

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
