#!/usr/bin/env bash
# Makes what is handed out, from the shipped build, in build/package/:
#   cmmm_VERSION_ARCH.deb              for Debian 12: program, models, unit, docs
#   cmmm-VERSION-linux-ARCH.tar.zst    the same without a service, with its
#                                      libraries, for any glibc from 2.36 on
#   tools/package.sh [VERSION]         another version than that of the program
# CMMM_PACKAGE_PRESET=dev packs another build, without making it.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${CMMM_PACKAGE_PRESET:-release}
[ "$preset" != release ] || tools/build.sh release cmmm
binary=build/$preset/cmmm
version=${1:-$("$binary" --version | awk '{ print $NF }')}
arch=$(dpkg --print-architecture)
out=build/package
rm -rf "$out"

# What both have, below a prefix.
fill() {
  install -D -s "$binary" "$1/bin/cmmm"
  mkdir -p "$1/share/cmmm" "$1/share/doc/cmmm/examples"
  cp -r models "$1/share/cmmm/"
  # The page, where it was built (make page).
  [ ! -e web/dist/index.html ] || cp -r web/dist "$1/share/cmmm/web"
  python3 tools/package_docs.py "$binary" "$1/share"
  cp -r deploy/nginx deploy/haproxy deploy/prometheus deploy/grafana "$1/share/doc/cmmm/examples/"
  cp README.md README.zh-CN.md CHANGELOG.md docs/operations.md docs/api.md docs/using.md "$1/share/doc/cmmm/"
  cp LICENSE "$1/share/doc/cmmm/copyright"
}

debian() {
  local root=$out/debian size depends
  fill "$root/usr"
  cat >"$root/usr/share/doc/cmmm/changelog" <<END
cmmm ($version) stable; urgency=medium

  * What is new stands in CHANGELOG.md.gz.

 -- The cmmm authors <cmmm@localhost>  $(date -R)
END
  gzip -9n "$root/usr/share/man/man1/cmmm.1" "$root/usr/share/doc/cmmm/CHANGELOG.md" \
    "$root/usr/share/doc/cmmm/changelog"
  # Debian has the text of the licence itself.
  cat >"$root/usr/share/doc/cmmm/copyright" <<'END'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: cmmm

Files: *
Copyright: Copyright 2026 The cmmm authors
License: Apache-2.0
Comment: What is linked into the program, with the licence of each:
 /usr/share/doc/cmmm/third-party and sbom.cdx.json.

License: Apache-2.0
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.
END
  install -D -m 644 deploy/systemd/cmmm.service "$root/lib/systemd/system/cmmm.service"
  install -D -m 644 deploy/systemd/server.textproto "$root/etc/cmmm/server.textproto"
  mkdir -p "$root/DEBIAN" "$out/shlibs/debian"
  echo "Source: cmmm" >"$out/shlibs/debian/control"
  depends=$(cd "$out/shlibs" && dpkg-shlibdeps -O -e "../debian/usr/bin/cmmm" 2>/dev/null |
    sed -n 's/^shlibs:Depends=//p')
  size=$(du -sk "$root" | cut -f1)
  cat >"$root/DEBIAN/control" <<END
Package: cmmm
Version: $version
Architecture: $arch
Maintainer: The cmmm authors <cmmm@localhost>
Installed-Size: $size
Depends: $depends, passwd
Section: science
Priority: optional
Description: scores smart-manufacturing maturity questionnaires
 Command line and gRPC service for China's smart-manufacturing maturity model
 (GB/T 39116-2020 with GB/T 39117-2020): exact scores, gaps, plans, reports.
END
  echo /etc/cmmm/server.textproto >"$root/DEBIAN/conffiles"
  for script in postinst prerm postrm; do
    install -m 755 "deploy/debian/$script" "$root/DEBIAN/$script"
  done
  dpkg-deb --root-owner-group --build "$root" "$out/cmmm_${version}_$arch.deb" >/dev/null
}

portable() {
  local name root library
  name=cmmm-$version-linux-$(uname -m)
  root=$out/$name
  fill "$root"
  mkdir "$root/lib"
  # All but glibc's own, which the system has.
  ldd "$binary" | awk '$2 == "=>" { print $3 }' | while read -r library; do
    case "$library" in
      */libc.so.* | */libm.so.* | */ld-linux*) ;;
      *) cp -L "$library" "$root/lib/" ;;
    esac
  done
  patchelf --set-rpath '$ORIGIN/../lib' "$root/bin/cmmm"
  for library in "$root"/lib/*; do patchelf --set-rpath '$ORIGIN' "$library"; done
  tar -C "$out" --owner=0 --group=0 --sort=name -I 'zstd -19 -T0' -cf "$out/$name.tar.zst" "$name"
}

debian
portable
ls -sh "$out"/*.deb "$out"/*.tar.zst
