# The two commands, and a few for those who work on it. Thin over CMake
# presets: what each one does is in tools/ and CMakePresets.json.
.PHONY: help demo test deep soak coverage mutants build page package wheel bench oracle plan-oracle lint format \
	clean packages packages-test packages-deep packages-package packages-coverage

help:
	@echo "make demo     install what is missing, build, score one enterprise over gRPC"
	@echo "make test     the gate: house rules, every test, lint of what changed"
	@echo "make deep     sanitizers, fuzzers, references, lint of everything"
	@echo "make soak     what takes hours: kills, shards, mutants"
	@echo "make coverage lines and branches that the tests run"
	@echo "make mutants  changes in the engine that no test sees"
	@echo "make build    the binary, build/release/cmmm"
	@echo "make page     the page, web/dist"
	@echo "make package  a Debian package and a portable archive, build/package/"
	@echo "make wheel    the Python package as a wheel, build/python/wheels/"
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

coverage: packages-coverage
	@tools/coverage.sh

mutants: packages-test
	@tools/mutants.py

packages-package:
	@tools/install_packages.sh tools/packages.txt tools/packages-package.txt

package: packages-package
	@tools/package.sh

packages-coverage:
	@tools/install_packages.sh tools/packages.txt tools/packages-test.txt \
	  tools/packages-coverage.txt

packages-deep:
	@tools/install_packages.sh tools/packages.txt tools/packages-test.txt \
	  tools/packages-deep.txt

build: packages
	@tools/build.sh release

page: packages
	@tools/page.sh build

demo: build page
	@tools/demo.sh

test: packages-test
	@tools/gate.sh

deep: packages-deep
	@tools/deep.sh

soak: packages-deep packages-package
	@tools/install_packages.sh tools/packages-python.txt tools/packages-soak.txt
	@tools/soak.sh

wheel: packages
	@tools/install_packages.sh tools/packages-python.txt
	@tools/wheel.sh

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
	@tools/lint.py --all

format:
	@tools/format.sh

clean:
	rm -rf build web/dist
