# Shortcuts; CMake does the work. Everything but the digest itself goes to stderr.
#   make digest            the bundled day (24 April 2024) in both languages, without a network
#   make digest DAY=today  asks upstream
#   make test              installs what is missing, builds, runs all tests
.POSIX:
.PHONY: all build digest test install clean

BUILD = build/release
NONMUN = $(BUILD)/nonmun
SAMPLE = data/sample
DAY =
CMAKE_FLAGS =

all: build

build:
	@tools/install build
	@cmake --preset release -DNONMUN_TESTS=OFF >&2
	@cmake --build $(BUILD) --target nonmun completions >&2

digest: build
	@if [ -n "$(DAY)" ]; then \
	  $(NONMUN) digest $(DAY); \
	else \
	  $(NONMUN) digest 2024-04-24 --replay $(SAMPLE) --summaries $(SAMPLE)/2024-04-24.ko.jsonl; \
	fi

test:
	@tools/install build test
	@cmake --preset release -DNONMUN_TESTS=ON $(CMAKE_FLAGS)
	@cmake --build $(BUILD)
	@cd $(BUILD) && ctest --output-on-failure --no-tests=error -j2

install: build
	@cmake --install $(BUILD)

clean:
	rm -rf build
