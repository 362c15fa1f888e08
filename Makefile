# The two commands that a newcomer needs: `make demo` and `make test`.

SWIFT ?= swift
# The C libraries that the build needs, as Debian names them.
PACKAGES = libedit-dev libarchive-dev
CASUS = .build/release/casus
# The standard library goes into the program: loading it as a library of its own takes longer than most questions, and
# who installs Casus needs no Swift. Tests are linked as the package manager does it, which is quicker to build.
RELEASE = $(SWIFT) build -c release --product casus --static-swift-stdlib
# What is tested is optimized as what users get: generated input by the million takes a quarter of the time, and a fault that
# only optimized code has is found. `swift test` has the checks of debugging, for daily work.
TESTS = .build/tests
TESTED = -c release --scratch-path $(TESTS)

.PHONY: demo test test-release bench lint format install clean setup need-swift

demo: setup
	$(RELEASE)
	@sh examples/demo.sh $(CASUS)

test: setup
	$(SWIFT) build $(TESTED) --build-tests -Xswiftc -enable-testing
	$(SWIFT) test $(TESTED) --skip-build --disable-xctest

# Behind `make test`: the program that users get has to answer as the one that was tested.
test-release: setup
	$(RELEASE)
	sh Tests/release.sh $(CASUS) $(TESTS)/release/casus

bench: setup
	$(RELEASE)
	sh Benchmarks/run.sh $(BENCH)

lint: need-swift
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Benchmarks/Generator Package.swift

format: need-swift
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Benchmarks/Generator Package.swift

PREFIX ?= /usr/local
SHARE = $(DESTDIR)$(PREFIX)/share
# The program writes its own manual page and its completions, so that they never differ from it.
install: setup
	$(RELEASE)
	install -D $(CASUS) $(DESTDIR)$(PREFIX)/bin/casus
	$(CASUS) man | install -D -m 644 /dev/stdin $(SHARE)/man/man1/casus.1
	$(CASUS) completions bash | install -D -m 644 /dev/stdin $(SHARE)/bash-completion/completions/casus
	$(CASUS) completions zsh | install -D -m 644 /dev/stdin $(SHARE)/zsh/site-functions/_casus
	$(CASUS) completions fish | install -D -m 644 /dev/stdin $(SHARE)/fish/vendor_completions.d/casus.fish

clean:
	rm -rf .build

setup: need-swift
	@sh .ci/packages $(PACKAGES)

need-swift:
	@command -v $(SWIFT) >/dev/null 2>&1 || { \
	  echo "Casus is built with Swift 6.3, which is not on this machine (looked for '$(SWIFT)' in PATH)."; \
	  echo "Get it from https://www.swift.org/install/linux/: with swiftly,"; \
	  echo "    curl -O https://download.swift.org/swiftly/linux/swiftly-\$$(uname -m).tar.gz"; \
	  echo "    tar zxf swiftly-\$$(uname -m).tar.gz && ./swiftly init"; \
	  echo "then open a new shell and run make again."; \
	  exit 1; }
