#!/bin/sh
# Installs from Debian what the tests start for themselves (tests/servers/packages.txt), when it is missing.
# Only root on Debian can; anyone else is told what is left out, and a CI run fails, since it would test less than it says.
set -eu
cd "$(dirname "$0")/.."

missing=""
for package in $(cat tests/servers/packages.txt); do
    status="$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)"
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    echo "Not installed here:$missing"
    echo "The tests that start them are left out. To run them too: sudo scripts/install-test-servers.sh"
    [ "${CI:-}" != true ] || { echo "Under CI nothing may be left out." >&2; exit 1; }
    exit 0
fi

echo "Installing for the tests, once:$missing ..."
# A package must not start its service: the tests start private servers, in folders of their own.
policy=/usr/sbin/policy-rc.d
if ! [ -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
fi
log="$(mktemp)"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # the list is words
if ! { apt-get update -qq && apt-get install -qq --no-install-recommends $missing; } > "$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
rm -f "$log"
