#!/usr/bin/env bash
# The portable archive on a system that has nothing: it scores and serves. The
# Debian package there: it installs, scores, serves, behind nginx as
# docs/operations.md has it, is upgraded, removed and purged without leaving
# anything. Every library in the program is in the list of
# them, with its licence; lintian, where it is installed, finds nothing. The
# system is made by debootstrap from the mirror that apt uses here.
#   tests/deploy/package_test.sh
# CMMM_PACKAGE_PRESET=dev takes another build (tools/package.sh). Needs root; exit
# code 77 without it, or without debootstrap.
set -euo pipefail
cd "$(dirname "$0")/../.."
skip() {
  echo "$1"
  exit 77
}
[ "$(id -u)" -eq 0 ] || skip "not root"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
  awk '$2 == "bookworm" { print $1; exit }')
[ -n "$mirror" ] || skip "apt has no mirror of bookworm"
root=$(mktemp -d)
trap 'kill "${alone:-}" "${unit:-}" $(cat "$root/run/nginx.pid" 2>/dev/null) 2>/dev/null || true; umount "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT

tools/package.sh >/dev/null
package=$(ls build/package/*.deb)
archive=$(ls build/package/*.tar.zst)

# There is no address to write to, and the scripts ask for systemd first.
if command -v lintian >/dev/null; then
  lintian --no-cfg --fail-on error,warning \
    --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog,maintainer-script-calls-systemctl \
    "$package" || { echo "FAILED: lintian"; exit 1; }
else
  echo "lintian is not installed"
fi

# Every shared library and every archive that is linked comes from a package with
# an entry and a licence.
python3 tests/deploy/sbom_test.py "build/${CMMM_PACKAGE_PRESET:-release}" build/package/debian/usr/share/doc/cmmm

debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 || { tail "$root.log"; exit 1; }
rm -f "$root.log"
# Others than root go in, too.
chmod 755 "$root"
echo "127.0.0.1 localhost" >"$root/etc/hosts"
mount -t proc proc "$root/proc"
net=()
inside() { "${net[@]}" chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
files() { inside find / -xdev -not -path '/proc/*' -not -path '/tmp/*' \
  -not -path '/var/lib/dpkg/*' -not -path '/var/lib/apt/*' -not -path '/var/cache/*' \
  -not -path '/var/log/*' -not -path '/var/lib/nginx/*' -not -path '/etc/*-' | sort; }
fail() {
  echo "FAILED: $1"
  exit 1
}
# Starts the rest of the words, a server; $address is where it listens.
serve() {
  rm -f "$root/tmp/served"
  touch "$root/tmp/served"
  inside timeout 300 "$@" --listen 127.0.0.1:0 --drain-delay 0 >"$root/tmp/served" 2>"$root/tmp/served.log" &
  server=$!
  for _ in $(seq 600); do
    grep -q ' on ' "$root/tmp/served" && break
    sleep 0.1
  done
  address=$(sed -n 's/.* on //p' "$root/tmp/served" | head -1)
  [ -n "$address" ] || {
    cat "$root/tmp/served.log"
    fail "it does not start"
  }
}
# As a service manager does; what is left of it is 0.
stop() {
  pkill -TERM -P "$server" || fail "it is gone"
  wait "$server" || fail "it ends with $?"
}
apt() {
  inside apt-get -q -o Dpkg::Use-Pty=0 "$@" >"$root/tmp/apt.log" 2>&1 || {
    cat "$root/tmp/apt.log"
    fail "apt-get $1"
  }
}

cp datasets/furniture-maker-level-1.textproto "$root/tmp/"
# First the archive, while there is nothing but glibc.
tar -C "$root/opt" -I zstd -xf "$archive"
portable=/opt/$(basename "$archive" .tar.zst)
inside "$portable/bin/cmmm" score /tmp/furniture-maker-level-1.textproto | grep "Level 1" >/dev/null ||
  fail "the archive does not score"
serve "$portable/bin/cmmm" serve
inside "$portable/bin/cmmm" score --server "$address" /tmp/furniture-maker-level-1.textproto |
  grep "Level 1" >/dev/null || fail "the archive does not serve"
stop
inside test -s "$portable/share/doc/cmmm/sbom.cdx.json" || fail "papers are missing in the archive"
rm -r "$root$portable"

cp "$package" "$root/tmp/cmmm.deb"
apt update
# What it depends on stays; only what the package brings must go again.
apt install -y --no-install-recommends \
  $(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed 's/(.*//') nginx-light openssl
files >"$root/tmp/before"
apt install -y /tmp/cmmm.deb
inside cmmm score /tmp/furniture-maker-level-1.textproto | grep "Level 1" >/dev/null || fail "it does not score"
inside cmmm serve --config /etc/cmmm/server.textproto --check-config | grep " server.textproto:[0-9]" >/dev/null ||
  fail "the settings are not read"
inside getent passwd cmmm >/dev/null || fail "the user is not there"
inside test -s /usr/share/man/man1/cmmm.1.gz -a -s /usr/share/doc/cmmm/sbom.cdx.json || fail "papers are missing"
inside bash -c '. /usr/share/bash-completion/completions/cmmm; COMP_WORDS=(cmmm model li); COMP_CWORD=2; _cmmm
  [ "${COMPREPLY[*]}" = "lint list" ]' || fail "completion completes nothing"

key=$(inside cmmm access add /etc/cmmm/access.textproto --tenant test 2>/dev/null)

# As the unit starts it, without systemd.
serve setpriv --reuid cmmm --regid cmmm --clear-groups cmmm serve --config /etc/cmmm/server.textproto
if inside cmmm score --server "$address" /tmp/furniture-maker-level-1.textproto >/dev/null 2>&1; then
  fail "it answers without a key"
fi
inside env CMMM_KEY="$key" cmmm score --server "$address" /tmp/furniture-maker-level-1.textproto | grep "Level 1" >/dev/null ||
  fail "it does not serve"
stop

# Behind nginx with the settings and the example as they are, so at their ports:
# in a network of its own.
unshare --net sleep 900 &
alone=$!
for _ in $(seq 100); do
  [ "$(readlink "/proc/$alone/ns/net")" = "$(readlink /proc/self/ns/net)" ] || break
  sleep 0.1
done
net=(nsenter "--net=/proc/$alone/ns/net")
"${net[@]}" ip link set lo up
inside openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout /etc/ssl/private/cmmm.key -out /etc/ssl/certs/cmmm.pem 2>/dev/null
inside cp /usr/share/doc/cmmm/examples/nginx/cmmm.conf /etc/nginx/conf.d/
inside setpriv --reuid cmmm --regid cmmm --clear-groups timeout 300 \
  cmmm serve --config /etc/cmmm/server.textproto >"$root/tmp/unit" 2>&1 &
unit=$!
for _ in $(seq 600); do
  grep -q ' metrics on ' "$root/tmp/unit" && break
  sleep 0.1
done
inside nginx 2>"$root/tmp/nginx.log" || fail "nginx does not start: $(cat "$root/tmp/nginx.log")"
inside env CMMM_KEY="$key" CMMM_CA=/etc/ssl/certs/cmmm.pem cmmm score --server https://localhost:443 \
  /tmp/furniture-maker-level-1.textproto | grep "Level 1" >/dev/null || fail "nginx passes no gRPC on: $(cat "$root/tmp/unit")"
"${net[@]}" curl -s --fail-with-body --cacert "$root/etc/ssl/certs/cmmm.pem" -H "Authorization: Bearer $key" \
  -H "Content-Type: application/json" -d '{}' https://localhost/cmmm.v1.ModelService/ListModels |
  grep gbt39116-2020 >/dev/null || fail "nginx passes no HTTP on: $(cat "$root/tmp/unit")"
"${net[@]}" curl -s http://127.0.0.1:9464/metrics |
  grep '^cmmm_calls_total{method="Score",code="OK"} 1$' >/dev/null ||
  fail "the figures do not move"
pkill -TERM -P "$unit"
wait "$unit" || fail "the unit ends with $?"
inside nginx -s quit
net=()
kill "$alone"
inside rm /etc/nginx/conf.d/cmmm.conf /etc/ssl/private/cmmm.key /etc/ssl/certs/cmmm.pem

echo "# mine" >>"$root/etc/cmmm/server.textproto"
tools/package.sh 99.0 >/dev/null
cp build/package/cmmm_99.0_*.deb "$root/tmp/cmmm.deb"
apt install -y /tmp/cmmm.deb
inside dpkg-query -W -f '${Version}' cmmm | grep -qx 99.0 || fail "it is not upgraded"
grep -q "# mine" "$root/etc/cmmm/server.textproto" || fail "the upgrade changed the settings"
apt remove -y cmmm
if inside test -e /usr/bin/cmmm; then fail "the program is not removed"; fi
grep -q "# mine" "$root/etc/cmmm/server.textproto" || fail "removing took the settings"
apt purge -y cmmm
files >"$root/tmp/after"
diff "$root/tmp/before" "$root/tmp/after" || fail "something is left"
if inside getent passwd cmmm >/dev/null; then fail "the user is left"; fi
echo "ok: the archive scores and serves; installed, scored, served, by nginx, too, upgraded, removed, purged"
