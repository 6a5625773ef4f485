#!/usr/bin/env bash
# Installs the kitrail command: one jar, verified by its digest, and a launcher. Runs under the bash of GitHub's Linux,
# macOS (bash 3.2) and Windows (Git's) runners.
set -euo pipefail

fail() {
  echo "::error::$1"
  exit 2
}

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
version=${KITRAIL_VERSION:-}
digest=${KITRAIL_DIGEST:-}
url=${KITRAIL_URL:-}

released() {
  sed -n "s/^$1=//p" "$here/release"
}

if [ -z "$version" ]; then
  version=$(released version)
  [ -n "$version" ] || fail "This commit of the action belongs to no release: give the inputs version and digest."
  [ -n "$digest" ] || digest=$(released digest)
elif [ "$version" = "$(released version)" ] && [ -z "$digest" ]; then
  digest=$(released digest)
fi
[[ $version =~ ^[0-9A-Za-z][0-9A-Za-z.+-]*$ ]] || fail "The input version is a release such as 1.2.3, and not $version."
[ -n "$digest" ] || fail "Give the input digest with version: without the sha256 of the release's jar nobody knows what runs."
[[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || fail "The input digest is sha256: and 64 hexadecimal digits, and not $digest."
[ -n "$url" ] || url="https://github.com/kitrail/kitrail/releases/download/v{version}/kitrail-{version}.jar"
url=${url//\{version\}/$version}

# The job's own Java first, then those that GitHub's runners come with.
java=
for home in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_21_X64:-}" "${JAVA_HOME_17_X64:-}" \
  "${JAVA_HOME_25_arm64:-}" "${JAVA_HOME_21_arm64:-}" "${JAVA_HOME_17_arm64:-}" path; do
  [ -n "$home" ] || continue
  if [ "$home" = path ]; then candidate=$(command -v java || true); else candidate=${home//\\//}/bin/java; fi
  [ -n "$candidate" ] || continue
  number=$("$candidate" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p' || true)
  if [ "${number:-0}" -ge 17 ]; then
    java=$candidate
    break
  fi
done
[ -n "$java" ] || fail "kitrail needs a Java 17 or newer, and this runner has none: add a step with actions/setup-java before this one."

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | sed 's/^\\//' | cut -c 1-64
}

cache=${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:-${TMPDIR:-/tmp}}}
# Git's bash takes C:\ with slashes only.
folder=${cache//\\//}/kitrail/$version-${digest#sha256:}
jar=$folder/kitrail.jar
mkdir -p "$folder"
if [ ! -f "$jar" ] || [ "sha256:$(sha256 "$jar")" != "$digest" ]; then
  part=$jar.$$.part
  trap 'rm -f "$part"' EXIT
  curl --fail --silent --show-error --location --retry 5 --proto-redir '=https' --output "$part" -- "$url" ||
    fail "Could not download $url. Is $version a release?"
  found=sha256:$(sha256 "$part")
  [ "$found" = "$digest" ] || fail "What $url gives has the digest $found, and not $digest. Nothing was installed."
  mv -f "$part" "$jar"
fi

cat >"$folder/kitrail" <<LAUNCHER
#!/bin/sh
case "\${LC_ALL:-\${LC_CTYPE:-\${LANG:-C}}}" in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
exec "$java" -XX:+UseSerialGC -Xss512k -Xmx192m -Xmn16m -jar "$jar" "\$@"
LAUNCHER
chmod 755 "$folder/kitrail"
printf '@echo off\r\n"%s" -XX:+UseSerialGC -Xss512k -Xmx192m -Xmn16m -jar "%%~dp0kitrail.jar" %%*\r\n' "$java" >"$folder/kitrail.cmd"

told=$("$folder/kitrail" --version)
shown=$folder
command -v cygpath >/dev/null 2>&1 && shown=$(cygpath -w "$folder")
echo "$shown" >>"${GITHUB_PATH:-/dev/null}"
{
  echo "version=$version"
  echo "path=$shown"
} >>"${GITHUB_OUTPUT:-/dev/null}"
echo "Installed $told, $digest, in $shown"
