# Every command of the project. « make help » lists them.
TAGS    := sqlite_fts5 migrated_fynedo no_emoji no_animations
GO      ?= go
VERSION := $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)
LDFLAGS := -s -w -X main.version=$(VERSION)

# Debian packages: what the program is built with, what the tests drive, what the
# benchmarks compare with, what reduces the pictures of the guide.
BUILD_PKGS := gcc pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev
TEST_PKGS  := xvfb openbox xdotool xclip poppler-utils qpdf
BENCH_PKGS := libreoffice-writer-nogui
CAPTURE_PKGS := imagemagick
# What Windows and Linux packages are made with (imagemagick reduces the icon), and what
# runs the Windows program here.
WINDOWS_PKGS := gcc-mingw-w64-x86-64-posix binutils-mingw-w64-x86-64 nsis zip imagemagick osslsigncode
WINE_PKGS    := wine wine64 openssl
PAQUETS_PKGS := dpkg-dev xz-utils imagemagick desktop-file-utils

.PHONY: help run build test check unit long hooks fuzz bench captures windows test-windows paquets vulnerabilites version clean
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: ## install what is missing, then open the window on a fictitious base (without a display: write it and its report to out/)
	@.ci/packages $(BUILD_PKGS)
	@mkdir -p out
	$(GO) build -tags "$(TAGS)" -ldflags "-X main.version=$(VERSION)" -o out/justicepartage .
	@out/justicepartage demo --sortie out
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "La fenêtre s’ouvre ; son profil est dans out/profil, les réglages de ce poste ne changent pas."; \
		exec out/justicepartage --base out/demonstration.sqlite --profil out/profil; \
	else \
		echo "Pas d’écran (ni DISPLAY ni WAYLAND_DISPLAY) : la fenêtre ne peut pas s’ouvrir."; \
		echo "La base de démonstration et un rapport finalisé en PDF sont dans out/."; \
	fi

build: ## build the program into bin/
	@.ci/packages $(BUILD_PKGS)
	$(GO) build -trimpath -tags "$(TAGS)" -ldflags "$(LDFLAGS)" -o bin/justicepartage .

test: ## install what is missing, then run every check and every test
	@.ci/packages $(BUILD_PKGS) $(TEST_PKGS)
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory unit

# What can be looked at for Windows without its C compiler; « make test-windows » builds and
# runs everything.
SANS_C := ./data ./data/disque ./data/francais ./data/identite ./data/saisie ./data/temporaire ./data/trame ./data/vault ./reports/... \
	./app/composants/... ./app/habillage ./app/profil ./app/systeme ./app/taches

check: ## formatting, vet (for Windows too), staticcheck, code that nothing calls
	@test -z "$$($(GO) tool gofumpt -l .)" || { echo "gofumpt:"; $(GO) tool gofumpt -l .; exit 1; }
	$(GO) vet -tags "$(TAGS)" ./...
	CGO_ENABLED=0 GOOS=windows $(GO) vet -tags "$(TAGS)" $(SANS_C)
	CGO_ENABLED=0 GOOS=windows $(GO) vet data/store/lieu.go data/store/lieu_windows.go
	$(GO) tool staticcheck -tags "$(TAGS)" ./...
	@.ci/code-mort "$(TAGS)"

unit: ## the tests alone, with the race detector; the program on a virtual screen by itself, last
	$(GO) test -race -tags "$(TAGS)" -timeout 30m $$($(GO) list -tags "$(TAGS)" ./... | grep -v /boutenbout)
	$(GO) test -tags "$(TAGS)" -timeout 20m ./app/boutenbout

long: ## the tests that have a short form, whole
	JP_LONG=1 $(GO) test -tags "$(TAGS)" -timeout 60m ./app

hooks: ## have git run the quick checks before each commit
	git config core.hooksPath .ci/hooks

fuzz: ## fuzz everything that parses, 30 s each
	@.ci/fuzz 30s "$(TAGS)"

bench: ## measure the bars on 100 000 dossiers, each beside its baseline
	@.ci/packages $(BUILD_PKGS) $(TEST_PKGS) $(BENCH_PKGS)
	@.ci/bench "$(TAGS)"

captures: ## make the pictures of docs/ again
	@.ci/packages $(BUILD_PKGS) $(TEST_PKGS) $(CAPTURE_PKGS)
	@.ci/captures "$(TAGS)"

windows: ## build the Windows program, its installer and its portable zip into bin/ (signed if CERTIFICAT is given, see .ci/signer)
	@.ci/packages $(WINDOWS_PKGS)
	@.ci/windows paquets "$(TAGS)"

test-windows: ## build the Windows program and run it, by keyboard, under Wine on a virtual screen
	@.ci/packages $(WINDOWS_PKGS) $(TEST_PKGS) $(WINE_PKGS)
	@.ci/test-windows "$(TAGS)"

paquets: ## build every package, for Windows and for Linux, into bin/, try those of Linux, write their checksums
	@.ci/packages $(BUILD_PKGS) $(WINDOWS_PKGS) $(PAQUETS_PKGS)
	@.ci/paquets-tous "$(TAGS)"

vulnerabilites: ## look whether the program calls what vuln.go.dev knows to be vulnerable
	@.ci/vulnerabilites "$(TAGS)"

version: ## gather docs/changements into CHANGELOG.md, under the version of FyneApp.toml and the date
	@.ci/version "$(VERSION)"

clean: ## remove what was built
	rm -rf bin out
