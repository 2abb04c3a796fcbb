#!/usr/bin/env bash
# Makes the phrase bank of the sandbox (Voices/bank.bin and Voices/bank.tsv) from Voices/people.txt and Voices/phrases.txt.
# Only needed after a change of those two files: the result is committed, so nobody else needs these tools.
# Debian or Ubuntu: apt-get install flite lame sox python3
set -euo pipefail
cd "$(dirname "$0")"
missing=0
for tool in flite lame sox python3; do
  if ! command -v "$tool" >/dev/null; then
    echo "missing: $tool   (apt-get install flite lame sox python3)" >&2
    missing=1
  fi
done
[ "$missing" = 0 ] || exit 1
exec python3 build.py ../CallImport.Sandbox/Voices
