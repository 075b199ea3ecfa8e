# The two commands, and a few for those who work on it. Thin over CMake
# presets: what each one does is in tools/ and CMakePresets.json.
.PHONY: help demo test build bench oracle plan-oracle lint format clean packages packages-test

help:
	@echo "make demo     install what is missing, build, score one enterprise over gRPC"
	@echo "make test     the whole gate: house rules, tests, sanitizers, clang-tidy"
	@echo "make build    the binary, build/release/cmmm"
	@echo "make bench    the benchmarks, each figure beside its reference"
	@echo "make oracle   a million random assessments against the oracle"
	@echo "make plan-oracle  10,000 random plans and margins against GLPK"
	@echo "make lint     clang-tidy over every source, not only what changed"
	@echo "make format   format every source"
	@echo "make clean    remove build/"

packages:
	@tools/install_packages.sh tools/packages.txt

packages-test:
	@tools/install_packages.sh tools/packages.txt tools/packages-test.txt

build: packages
	@tools/build.sh release

demo: build
	@tools/demo.sh

test: packages-test
	@tools/gate.sh

bench: packages-test
	@tools/build.sh bench
	@bench/run.sh

oracle: packages-test
	@tools/build.sh dev oracle_test
	@tools/oracle.sh 1000000

plan-oracle: packages-test
	@tools/build.sh dev plan_test
	@tools/plan_oracle.sh 10000

lint: packages-test
	@tools/build.sh lint
	@tools/tidy.sh build/lint --all

format:
	@tools/format.sh

clean:
	rm -rf build
