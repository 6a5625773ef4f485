#!/bin/sh
# A bare streamed upload: for each file POST a session, PATCH the bytes, PUT the digest that is known already.
#   usage: upload.sh HOST/REPOSITORY FILE HEX [FILE HEX ...]
set -eu
base=http://${1%%/*}
repository=${1#*/}
shift
location() { # the session's address from the answer's headers, made absolute
  address=$(tr -d '\r' | sed -n 's/^[Ll]ocation: *//p' | tail -n 1)
  case $address in /*) address=$base$address ;; esac
  echo "$address"
}
while [ $# -gt 0 ]; do
  session=$(curl -sSf -o /dev/null -D - -X POST -H 'Content-Length: 0' "$base/v2/$repository/blobs/uploads/" | location)
  session=$(curl -sSf -o /dev/null -D - -X PATCH -H 'Content-Type: application/octet-stream' -H 'Expect:' -T "$1" "$session" | location)
  case $session in *\?*) session="$session&" ;; *) session="$session?" ;; esac
  curl -sSf -o /dev/null -X PUT -H 'Content-Length: 0' "${session}digest=sha256:$2"
  shift 2
done
