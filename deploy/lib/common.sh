# What deploy/* share: where things are, what a machine must have, words on progress. To be sourced.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root

# What the machine must have beside a Swift toolchain and python3.
readonly jisr_packages=(
    librdkafka-dev libsqlite3-dev coinor-libclp-dev coinor-libcbc-dev pkg-config python3-venv util-linux
)

say() {
    printf '\n== %s (%s)\n' "$*" "$(date +%H:%M:%S)"
}

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# install_packages [ANOTHER...]: installs the system packages that are missing; needs to be root or to have sudo only when
# some are.
install_packages() {
    local missing=() package
    for package in "${jisr_packages[@]}" "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    say "Installing ${missing[*]}"
    local sudo=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "these packages are missing and you are not root: ${missing[*]}"
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

require_swift() {
    command -v swift >/dev/null || fail "no Swift toolchain found; install Swift 6.3 from swift.org"
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1)
    [[ ${version%%.*} -gt 6 || ( ${version%%.*} -eq 6 && ${version##*.} -ge 3 ) ]] ||
        fail "Swift 6.3 or later is needed, this is ${version:-unknown}"
    command -v python3 >/dev/null || fail "no python3 found"
}
