# Commands for developers, functional managers and CI. `make help` lists them.
# Requires only Python 3.11 or newer (with venv and pip), make, and network access for the packages.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python that is new enough; `make demo PYTHON=/path/to/python3` uses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)

# Ignore what a developer has set for other projects.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE PIP_USER PIP_REQUIRE_VIRTUALENV
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Write output immediately, so that logs are up to date.
export PYTHONUNBUFFERED := 1

RUN := .venv/bin/python

.PHONY: help
help: ## This list
	@echo 'Wijkverband. What you can ask for:'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

# -- Serving ----------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: .venv/.packages .venv/.project ## The site with demo content on http://localhost:8000 (PORT, DATABASE_URL)
	@DEMO=true LOG_LEVEL=$${LOG_LEVEL:-WARNING} $(RUN) manage.py demo

.PHONY: demo-reset
demo-reset: .venv/.packages .venv/.project ## Like demo, from scratch: changes made in the demo are lost
	@DEMO=true LOG_LEVEL=$${LOG_LEVEL:-WARNING} $(RUN) manage.py demo --reset

# -- Checking ---------------------------------------------------------------------------------------------------------

.PHONY: test
test: .venv/.dev .venv/.project ## Every test that can run on this machine; reports what it skips and why (COMPLETE=1: fails then)
	@$(RUN) tests/run.py $(if $(COMPLETE),--complete)

.PHONY: proof
proof: .venv/.dev .venv/.project ## The long proofs (races, kills, trials) with full counts
	@$(RUN) tests/run.py --proof

.PHONY: check
check: .venv/.dev .venv/.project ## Lint, format, types, imports between floors, wording, migrations, deployment settings
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	$(RUN) -m tests.wording
	$(PRODUCTION) $(RUN) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(RUN) -W error::DeprecationWarning manage.py check --deploy --fail-level WARNING

# Production settings, as far as the checks need them.
PRODUCTION := env -u DEMO -u DEBUG SITE_URL=https://wijkverband.example \
	SECRET_KEY=4f0-only-for-the-checks-7a1c9e3b5d2f8e6a0c4b9d7f1e3a5c8b6d2f0e9a7c5b3d1f

.PHONY: bench
bench: .venv/.dev .venv/.project ## Speed of pages, feeds and registrations (needs PostgreSQL)
	@$(RUN) -m tests.benchmarks

.PHONY: readability
readability: .venv/.packages .venv/.project ## Readability of the Dutch texts (Flesch-Douma), the hardest last
	@DEMO=true LOG_LEVEL=WARNING $(RUN) manage.py readability --long

.PHONY: manual-pictures
manual-pictures: .venv/.dev .venv/.project ## Take the screenshots of the manuals from a running demo (PORT)
	@$(RUN) tests/manual_pictures.py

.PHONY: lighthouse
lighthouse: .venv/.packages .venv/.project ## Lighthouse on a running demo (PORT; needs Node.js and Chromium)
	@# npm has its own certificates; behind a company proxy only those of the system work.
	@[ -n "$$NODE_EXTRA_CA_CERTS" ] || [ ! -e $(SYSTEM_CERTIFICATES) ] || export NODE_EXTRA_CA_CERTS=$(SYSTEM_CERTIFICATES); \
		npm install --no-save --no-audit --no-fund --loglevel=error --prefix var/lighthouse lighthouse@13.5.0
	@node tests/lighthouse.mjs

SYSTEM_CERTIFICATES := /etc/ssl/certs/ca-certificates.crt

.PHONY: screenshots
screenshots: .venv/.dev .venv/.project ## Screenshots of every kind of page of a running demo, in var/screenshots (PORT; ONLY=agenda for some)
	@$(RUN) tests/screenshots.py

# -- Packages ---------------------------------------------------------------------------------------------------------

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: lock
lock: ## Update the lock files to newer packages (needs uv); commit the changes
	@command -v uv >/dev/null || { echo 'make lock needs uv: `pip install uv`.' >&2; exit 1; }
	$(COMPILE) --upgrade pyproject.toml --group build -o requirements.lock
	$(COMPILE) --upgrade pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

# Make a new environment if the folder was moved or its Python is gone: the scripts in it contain absolute paths.
PLACE := $(shell $(RUN) -c '' 2>/dev/null && cat .venv/.made 2>/dev/null)
ifneq ($(PLACE),$(CURDIR))
.PHONY: .venv/.made
endif

.venv/.made:
	@test -n '$(PYTHON)' || { \
		echo 'Wijkverband needs Python 3.11 or newer, and found none.' >&2; \
		command -v python3 >/dev/null && echo "What is called python3 here is $$(python3 --version 2>&1)." >&2; \
		echo 'Point at another with: make PYTHON=/path/to/python3' >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Wijkverband needs Python 3.11 or newer; $(PYTHON) is $$('$(PYTHON)' --version 2>&1)." >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python has no venv or no pip. On Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
	@if test -e .venv/.made || ! $(RUN) -c '' 2>/dev/null; then '$(PYTHON)' -m venv --clear .venv; fi
	@printf '%s' '$(CURDIR)' > $@

.venv/.packages: requirements.lock .venv/.made
	@echo 'Installing the packages (the first time this takes a few minutes) …'
	@$(RUN) -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.packages
	@echo 'Installing what the tests need …'
	@$(RUN) -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.project: pyproject.toml .venv/.packages
	@$(RUN) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
