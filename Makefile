# Every command of the project. « make help » lists them.
TAGS    := sqlite_fts5 migrated_fynedo no_emoji no_animations
GO      ?= go
VERSION := $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)
LDFLAGS := -s -w -X main.version=$(VERSION)

# Debian packages: what the program is built with, what the tests drive, what the
# benchmarks compare with.
BUILD_PKGS := gcc pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev
TEST_PKGS  := xvfb openbox xdotool xclip poppler-utils qpdf
BENCH_PKGS := libreoffice-writer-nogui

.PHONY: help run build test check unit fuzz bench captures clean
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: ## install what is missing, then write the demonstration base and its report to out/
	@.ci/packages $(BUILD_PKGS)
	$(GO) run -tags "$(TAGS)" -ldflags "-X main.version=$(VERSION)" . demo --sortie out
	@echo "Le rapport de démonstration est dans out/."

build: ## build the program into bin/
	@.ci/packages $(BUILD_PKGS)
	$(GO) build -trimpath -tags "$(TAGS)" -ldflags "$(LDFLAGS)" -o bin/justicepartage .

test: ## install what is missing, then run every check and every test
	@.ci/packages $(BUILD_PKGS) $(TEST_PKGS)
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory unit

check: ## formatting, vet, staticcheck
	@test -z "$$($(GO) tool gofumpt -l .)" || { echo "gofumpt:"; $(GO) tool gofumpt -l .; exit 1; }
	$(GO) vet -tags "$(TAGS)" ./...
	$(GO) tool staticcheck -tags "$(TAGS)" ./...

unit: ## the tests alone, with the race detector
	$(GO) test -race -tags "$(TAGS)" -timeout 20m ./...

fuzz: ## fuzz everything that parses, 30 s each
	@.ci/fuzz 30s "$(TAGS)"

bench: ## measure the bars on 100 000 dossiers, each beside its baseline
	@.ci/packages $(BUILD_PKGS) $(TEST_PKGS) $(BENCH_PKGS)
	@.ci/bench "$(TAGS)"

captures: run ## make the pictures of docs/ again
	@.ci/packages $(TEST_PKGS)
	pdftoppm -r 80 -l 1 -singlefile -png out/rapport-*.pdf docs/rapport

clean: ## remove what was built
	rm -rf bin out
