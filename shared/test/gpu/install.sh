#!/usr/bin/env bash
# Installs what the tests of the GPU device need on a Linux machine, with or without a GPU: the package `webgpu`, Vulkan's
# loader, and SwiftShader, a driver in software, which Debian ships inside of chromium-common.
set -eu
cd "$(dirname "$0")"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

npm ci --ignore-scripts --no-audit --no-fund
driver=node_modules/.swiftshader
if [ -e "$driver" ]; then exit; fi

if ! ldconfig -p | grep -q 'libvulkan\.so\.1'; then
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends libvulkan1
fi
package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT
# The package is unpacked, not installed: the browser and what it depends on are not needed.
(cd "$package" && apt-get download -qq chromium-common && dpkg -x chromium-common_*.deb unpacked)
mkdir -p "$driver"
cp "$package"/unpacked/usr/lib/chromium/{libvk_swiftshader.so,vk_swiftshader_icd.json} "$driver"
