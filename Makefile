PORT ?= 8000
ARGS ?=
python := .venv/bin/python

.PHONY: help run dev test check messages bench bench-weather bench-scale environment environment-dev

help: ## Say what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

run: environment ## Serve the newsroom on http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec env PYTHONUNBUFFERED=1 $(python) manage.py serve --port "$(PORT)"

dev: environment ## Serve it, reloading on change
	@exec env PYTHONUNBUFFERED=1 $(python) manage.py serve --port "$(PORT)" --reload

# Some shells ask Python to keep no bytecode: every program that a test starts would then compile the newsroom anew.
test: environment-dev ## Run the whole suite (ARGS="-k front" for a part of it)
	PYTHONDONTWRITEBYTECODE= $(python) -m pytest -n auto --dist worksteal $(ARGS)

check: environment-dev ## Lint, format, types, templates, migrations, deployment, locks
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy .
	find . -path ./.venv -prune -o -path ./var -prune -o -path '*/templates/*.html' -print0 | xargs -0 .venv/bin/djade --check
	DJANGO_SETTINGS_MODULE=tests.settings $(python) manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.production $(python) manage.py check --deploy --fail-level WARNING
	$(python) bin/messages.py --check
	! grep -n -e '://' -e '^-' requirements.lock requirements-dev.lock

bench: environment-dev ## Measure what is served beside nginx with a file (ARGS=2 for so many rounds)
	VAR_DIR="$(CURDIR)/var/bench" $(python) -m benchmarks.bench $(ARGS)

bench-weather: environment-dev ## See whether reading stays quick under attack
	VAR_DIR="$(CURDIR)/var/bench" $(python) -m benchmarks.weather $(ARGS)

bench-scale: environment-dev ## Measure the database at a million articles (ARGS="--sizes 10000" for less)
	$(python) -m benchmarks.scale $(ARGS)

messages: environment-dev ## Bring the translations up to date with the words in the code
	$(python) bin/messages.py

environment:
	@bin/python bin/environment.py requirements.lock

environment-dev:
	@bin/python bin/environment.py requirements-dev.lock

.DEFAULT:
	@$(error There is no "make $@"; there are: help, run, dev, test, check, bench, bench-weather, bench-scale, messages)
