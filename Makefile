# The ways in: make run, make test, make lint, make bench, make screenshots, make catalogues.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
DEMO := demo-output
REVIEW := $(DEMO)/examplia-2027.vnr

.PHONY: run test lint unit bench screenshots catalogues lock clean system-run system-test

run: system-run $(VENV)/.run $(REVIEW)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
	  $(PY) main.py $(REVIEW); \
	else \
	  echo "There is no display here, so no window opens. The demo lies in:"; \
	  find $(DEMO) -type f | sort | sed 's/^/  /'; \
	fi

test: lint unit

lint: system-test $(VENV)/.test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy

unit: system-test $(VENV)/.test
	QT_QPA_PLATFORM=offscreen $(VENV)/bin/pytest -n 2 -m "not benchmark"

bench: system-test $(VENV)/.test
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks

screenshots: system-test $(VENV)/.test
	QT_QPA_PLATFORM=offscreen $(PY) docs/make_screenshots.py

catalogues: $(VENV)/.test
	$(PY) docs/make_catalogues.py

# Needs uv; run it after a change of the requirements in setup.cfg.
lock:
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-header -q --upgrade \
	  setup.cfg -o requirements.lock
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-header -q --upgrade \
	  setup.cfg --extra dev -o requirements-dev.lock

clean:
	rm -rf $(DEMO) $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

system-run:
	@packaging/system-packages.sh run

system-test:
	@packaging/system-packages.sh test

$(PY):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(PY) requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: $(PY) requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.run

$(REVIEW):
	$(PY) main.py demo $(DEMO)
