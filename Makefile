# Thin names over real commands. `make run` and `make test` do all the set-up themselves.
PYTHON ?= python3
PORT ?= 8000
IDP_PORT ?= 8001
BIN := .venv/bin

.PHONY: run test lint bench pictures lock
.DELETE_ON_ERROR:

run: .venv/run.stamp
	@PORT=$(PORT) IDP_PORT=$(IDP_PORT) exec $(BIN)/duo demo

test: .venv/test.stamp $(addsuffix /node_modules/.package-lock.json,tests/oidc_provider tests/vnu)
	$(BIN)/pytest -n 2 --dist loadgroup

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint duo_site/templates duo_site/demo
	$(BIN)/duo translations check
	$(BIN)/duo content check

bench: .venv/bench.stamp
	$(BIN)/python -m benchmarks

# Pictures for README.md and docs, taken from the running site.
pictures: .venv/test.stamp
	$(BIN)/python -m tests.journeys.pictures docs/pictures

# Resolve the dependencies anew; the locks hold hashes and no index address.
lock: .venv/test.stamp
	$(PYTHON) -m venv .venv/uv && .venv/uv/bin/pip -q install uv
	.venv/uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --extra postgres --extra verantwoording --extra build pyproject.toml -o requirements/run.lock
	.venv/uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --extra postgres --extra verantwoording --extra build --extra hsm --extra test --extra lint \
		pyproject.toml -o requirements/test.lock
	.venv/uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --all-extras -c requirements/test.lock pyproject.toml -o requirements/bench.lock

.venv/run.stamp: requirements/run.lock requirements/system-run.txt requirements/install-system.sh pyproject.toml
	requirements/install-system.sh requirements/system-run.txt
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements/run.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.lock requirements/system-test.txt
	requirements/install-system.sh requirements/system-run.txt requirements/system-test.txt
	$(BIN)/pip install -q --require-hashes -r requirements/test.lock
	touch $@

# Typst and ReportLab are measured beside our own way, and needed nowhere else.
.venv/bench.stamp: .venv/test.stamp requirements/bench.lock requirements/system-bench.txt
	requirements/install-system.sh requirements/system-bench.txt
	$(BIN)/pip install -q --require-hashes -r requirements/bench.lock
	touch $@

tests/%/node_modules/.package-lock.json: tests/%/package-lock.json
	cd tests/$* && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@
