#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image of the autograder.
set -euo pipefail

root=${GRADUS_AUTOGRADER_ROOT:-/autograder}
node_root=${GRADUS_NODE_ROOT:-/opt/gradus-node}
version=24.11.1
archive=node-v$version-linux-x64.tar.xz
digest=60e3b0a8500819514aca603487c254298cd776de0698d3cd08f11dba5b8289a8

apt-get update
# setpriv and prlimit of util-linux give each submission a user and limits of its own; bubblewrap more, where it may.
apt-get install --yes --no-install-recommends bubblewrap ca-certificates curl util-linux xz-utils

download=$(mktemp -d)
trap 'rm -rf "$download"' EXIT
curl --fail --silent --show-error --location --retry 3 --output "$download/$archive" \
  "https://nodejs.org/dist/v$version/$archive"
echo "$digest  $download/$archive" | sha256sum --check --quiet
mkdir -p "$node_root"
tar --extract --xz --file "$download/$archive" --directory "$node_root" --strip-components 1

# A submission runs as another user: it may read the built kit, and nothing that is kept from students.
cd "$root/source"
chmod go= secret.txt course.json gradus/grader gradus/solutions gradus/assignments
chmod go=rX . gradus gradus/dist
chmod go=r gradus/dist/* gradus/package.json
