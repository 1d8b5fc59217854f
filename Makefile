# riverchief in a few words:
#   make build   the command at build/release/bin/riverchief and a Python in .venv that imports riverchief
#   make demo    the demonstration basin: eight runs, comparison, pictures, brief
#   make test    every test
#   make teeth   deliberate faults, each of which a test must catch
# A second call rebuilds and reruns nothing that has not changed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

JOBS    := $(shell nproc)
PYTHON  := $(CURDIR)/.venv/bin/python
COMMAND := build/release/bin/riverchief
# A clone in another folder finds what this one has compiled.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1
ccache  = $$(command -v ccache >/dev/null && echo -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
configure = cmake --preset $(1) $(ccache) -DPython_EXECUTABLE=$(PYTHON) -DPython3_EXECUTABLE=$(PYTHON) -DPYTHON_EXECUTABLE=$(PYTHON)

.PHONY: build demo test teeth clean packages results

build: packages .venv/installed build/release/build.ninja
	@cmake --build build/release -j $(JOBS) --target riverchief riverchief-draw riverchief_python

packages:
	@.ci/install_debian

.venv/installed: pyproject.toml .ci/install_python | packages
	@.ci/install_python build/release

build/%/build.ninja: CMakePresets.json .venv/installed | packages
	@$(call configure,$*) && touch $@

test: build build/dev/build.ninja
	@.ci/test

teeth: build build/release/build.ninja
	@$(PYTHON) tests/teeth/run.py

clean:
	rm -rf build results

# --- the demonstration -------------------------------------------------------------------------------------------------
# An event is a scenario without a plan; its plans are the files that carry its name and a word more:
# flood_20y.toml and flood_20y_dredging.toml.

BASIN     := data/basins/zhimai
RESULTS   := results/zhimai
scenarios := $(basename $(notdir $(wildcard $(BASIN)/scenarios/*.toml)))
events    := $(filter-out $(foreach s,$(scenarios),$(filter $(s)_%,$(scenarios))),$(scenarios))
inputs    := $(wildcard $(BASIN)/*.toml $(BASIN)/*/*.csv)
# Standards and prices are part of the answer.
rules     := $(wildcard data/standards/* data/costs/*)
results_of = $(foreach s,$(filter $(1) $(1)_%,$(scenarios)),$(RESULTS)/$(s).h5)
briefs    := $(RESULTS)/brief_zh.pdf $(RESULTS)/brief_en.pdf

demo: build
	@$(MAKE) -j$(JOBS) results
	@echo
	@echo "results     $(RESULTS)/*.h5        (open with xarray, QGIS, ncdump)"
	@echo "comparison  $(foreach e,$(events),$(RESULTS)/comparison/$(e)/)"
	@echo "pictures    $(foreach e,$(events),$(RESULTS)/pictures/$(e)/)"
	@echo "brief       $(CURDIR)/$(RESULTS)/brief_zh.pdf"
	@echo "            $(CURDIR)/$(RESULTS)/brief_en.pdf"

results: $(briefs) $(events:%=$(RESULTS)/pictures/%/.drawn)

$(RESULTS)/%.h5: $(BASIN)/scenarios/%.toml $(inputs) $(rules) $(COMMAND)
	@mkdir -p $(@D)
	@echo "run         $*$(if $(filter $*,$(events)), and its error band)"
	@began=$$SECONDS; $(COMMAND) run $< -o $@ --quiet $(if $(filter $*,$(events)),--error-band); echo "            $* took $$((SECONDS - began)) s"

define event_rules
$(RESULTS)/comparison/$(1)/comparison.json: $(call results_of,$(1))
	@echo "compare     $(1)"
	@mkdir -p $$(@D)
	@$$(COMMAND) compare $$^ -o $$(@D) >$$(@D)/summary.txt && touch $$@

$(RESULTS)/pictures/$(1)/.drawn: $(call results_of,$(1)) build/release/bin/riverchief-draw
	@echo "draw        $(1)"
	@mkdir -p $$(@D)
	@$$(COMMAND) draw $$(filter %.h5,$$^) -o $$(@D) >/dev/null && touch $$@
endef
$(foreach e,$(events),$(eval $(call event_rules,$(e))))

$(RESULTS)/brief_%.pdf: $(events:%=$(RESULTS)/comparison/%/comparison.json) $(wildcard python/riverchief/*.py python/riverchief/*/*)
	@echo "brief       $*"
	@$(COMMAND) brief $(RESULTS)/comparison -o $@ --lang $* >/dev/null && touch $@
