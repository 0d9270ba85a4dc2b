# Muniment: every command here works on a fresh Debian 12 with git, make and python3-venv, as root or not.
#
#   make demo     build a made-up council, answer one resident's request, open the bundle
#   make test     run the tests; AREA="core cli" runs tests/core and tests/cli only
#   make check    format, lint, types, import contract, documents
#   make bench    the benchmarks
#   make pages    the reference pages of the law, written from its files
#   make docs     the documents as a local site, in build/site
#   make lock     pin the packages that pyproject.toml allows (ARGS=--upgrade: their newest)
#   make clean    remove all that these commands made

MAKEFLAGS += --no-print-directory
BIN := .venv/bin
AREA ?=
ARGS ?=
TESTS := $(if $(AREA),$(addprefix tests/,$(AREA)),tests)
# Areas of pure code start no server.
SERVERS := $(if $(AREA),$(filter-out architecture core law,$(AREA)),all)

.PHONY: help demo test check bench pages docs lock clean runtime dev

help:
	@sed -n 's/^#   //p' Makefile

runtime dev:
	@scripts/venv.sh $@

demo: runtime
	@$(BIN)/muniment demo $(ARGS)

test: dev
	@$(if $(SERVERS),scripts/install-test-servers.sh)
	@$(BIN)/pytest -n auto $(ARGS) $(TESTS)

check: dev
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/docs

bench: dev
	@$(BIN)/python -m benchmarks $(ARGS)

pages: runtime
	@$(BIN)/python -m scripts.law_pages

docs: dev
	@$(BIN)/zensical build --strict --clean
	@echo "Open build/site/index.html"

PIN := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url $(ARGS)
lock: export UV_CUSTOM_COMPILE_COMMAND := make lock
lock: dev
	@$(PIN) pyproject.toml --group build --output-file requirements.lock
	@$(PIN) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv build dist muniment-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
