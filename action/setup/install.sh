#!/usr/bin/env bash
# Installs the kitrail command: one jar, verified by its digest, and a launcher. Runs under the bash of GitHub's Linux,
# macOS (bash 3.2) and Windows (Git's) runners.
set -euo pipefail

# A sentence is one line for the runner, whatever is in it.
fail() {
  local sentence=${1//%/%25} return=$'\r' newline=$'\n'
  sentence=${sentence//$return/%0D}
  echo "::error::${sentence//$newline/%0A}"
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

# Paths as Git's bash and Java both take them on Windows: C:/..., and elsewhere as they are.
plain() {
  if command -v cygpath >/dev/null 2>&1; then cygpath -m "$1"; else echo "${1//\\//}"; fi
}

# And as PowerShell and cmd take them.
native() {
  if command -v cygpath >/dev/null 2>&1; then cygpath -w "$1"; else echo "$1"; fi
}

# What a Java says of itself: its version, such as 21; nothing for one that does not run.
java_version() {
  "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p' || true
}

# The job's own Java first, then those that GitHub's runners come with (JAVA_HOME_21_X64, JAVA_HOME_25_arm64,
# JAVA_HOME_21_AARCH64), the newest first, then what is on the PATH.
homes=$(env | sed -n 's/^JAVA_HOME_\([0-9][0-9]*\)_[A-Za-z0-9]*=\(.*\)/\1 \2/p' | sort -rn | sed 's/^[0-9]* //')
java= number= seen=
while IFS= read -r home; do
  if [ "$home" = "(PATH)" ]; then candidate=$(command -v java || true); else candidate=${home:+$(plain "$home")/bin/java}; fi
  [ -n "$candidate" ] || continue
  number=$(java_version "$candidate")
  if [ "${number:-0}" -ge 17 ]; then
    java=$(plain "$candidate")
    break
  fi
  seen="$seen $candidate (${number:-no Java that runs}),"
done <<HOMES
${JAVA_HOME:-}
$homes
(PATH)
HOMES
[ -n "$java" ] || fail "kitrail needs a Java 17 or newer, and this runner has none: add a step with actions/setup-java before this one.${seen:+ Looked at:${seen%,}.}"

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | sed 's/^\\//' | cut -c 1-64
}

cache=$(plain "${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:-${TMPDIR:-/tmp}}}")
folder=$cache/kitrail/$version-${digest#sha256:}
jar=$folder/kitrail.jar
mkdir -p "$folder" || fail "Could not make the folder $folder in the runner's tool cache."
if [ ! -f "$jar" ] || [ "sha256:$(sha256 "$jar")" != "$digest" ]; then
  part=$jar.$$.part
  trap 'rm -f "$part"' EXIT
  # HTTPS_PROXY, NO_PROXY and CURL_CA_BUNDLE are curl's own.
  said=$(curl --fail --silent --show-error --location --retry 5 --connect-timeout 30 --proto-redir '=https' \
    --output "$part" -- "$url" 2>&1) ||
    fail "Could not download $url: $said. Is $version a release? A runner without the internet takes the jar from elsewhere with the input url."
  found=sha256:$(sha256 "$part")
  [ "$found" = "$digest" ] || fail "What $url gives has the digest $found, and not $digest. Nothing was installed."
  mv -f "$part" "$jar"
fi

# The launchers name this job's Java, so they are this job's own: another one shares the jar.
launchers=$(plain "${RUNNER_TEMP:-$folder}")/kitrail-$version
mkdir -p "$launchers"
# Hashing with AVX-512 was slow in most runs on 17; the launcher in a checkout says more. Not every Java knows the flag.
flags="-XX:+UseSerialGC -Xss512k -Xmx192m -Xmn16m -XX:+IgnoreUnrecognizedVMOptions -XX:UseAVX=2"

cat >"$launchers/kitrail" <<LAUNCHER
#!/bin/sh
case "\${LC_ALL:-\${LC_CTYPE:-\${LANG:-C}}}" in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
exec "$java" $flags -jar "$jar" "\$@"
LAUNCHER
chmod 755 "$launchers/kitrail"
printf '@echo off\r\n"%s" %s -jar "%s" %%*\r\n' "$(native "$java")" "$flags" "$(native "$jar")" >"$launchers/kitrail.cmd"

told=$("$launchers/kitrail" --version) || fail "The jar was installed as $jar, but $java could not run it."
shown=$(native "$launchers")
echo "$shown" >>"${GITHUB_PATH:-/dev/null}"
{
  echo "version=$version"
  echo "path=$shown"
} >>"${GITHUB_OUTPUT:-/dev/null}"
echo "Installed $told, $digest, in $shown, with Java $number ($(native "$java"))"
