#!/bin/sh
# Fills .venv from a lock file with hashes, and this project itself, editable: scripts/venv.sh runtime|dev
# The stamps hold what was installed, so that a second run only compares them. Python is ${PYTHON:-python3}.
set -eu
cd "$(dirname "$0")/.."

stamp="$(cat requirements.lock requirements-dev.lock pyproject.toml | sha256sum)"
# What the dev lock holds is all that the runtime lock holds, and more.
case "$1" in
    runtime) lock=requirements.lock; enough="runtime dev" ;;
    dev) lock=requirements-dev.lock; enough="dev" ;;
    *) echo "usage: scripts/venv.sh runtime|dev" >&2; exit 2 ;;
esac
for kind in $enough; do
    if [ "$(cat ".venv/installed-$kind" 2>/dev/null)" = "$stamp $PWD" ]; then exit 0; fi
done

"${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Muniment needs Python 3.11 or later. Set PYTHON to one, for example: make test PYTHON=python3.12" >&2
    exit 1
}
# A folder that was moved or copied holds paths of the old place.
if ! [ -x .venv/bin/python ] || [ "$(cat .venv/made-in 2>/dev/null)" != "$PWD" ]; then
    echo "Making a virtual environment in .venv ..."
    "${PYTHON:-python3}" -m venv --clear .venv
    echo "$PWD" > .venv/made-in
fi
rm -f .venv/installed-*
install() { .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check --no-deps "$@"; }
echo "Installing $(grep -c '^[^ #]*==' "$lock") pinned packages from $lock (the first time takes about a minute) ..."
install --root-user-action=ignore --require-hashes -r "$lock"
install --root-user-action=ignore --no-build-isolation -e .
echo "$stamp $PWD" > ".venv/installed-$1"
