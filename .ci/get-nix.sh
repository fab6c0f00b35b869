#!/usr/bin/env bash
# Unpacks Nix into a folder from Debian 13 packages, without installing them.
set -euo pipefail

usage="usage: get-nix.sh FOLDER
Puts nix and nix-instantiate into FOLDER/bin, for parsing and evaluation only: they have no store and cannot
build. Needs apt with the Debian archive. On other systems, install Nix yourself instead of running this script."

suite=trixie
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

fail() {
  echo "get-nix: $1" >&2
  exit 1
}

# The Debian archive that the machine's apt uses.
debian_archive() {
  apt-get indextargets --format "\$(SITE)" \
    'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | awk 'NR == 1'
}

# A separate apt configuration with one suite and an empty status file, so that apt downloads every library.
configure_apt() {
  local archive=$1
  mkdir -p "$apt"/lists/partial "$apt"/archives/partial
  touch "$apt/status"
  echo "deb [signed-by=$keyring] $archive $suite main" >"$apt/sources.list"
  cat >"$apt/apt.conf" <<EOF
Dir::State::Lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::Cache "$apt";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Languages "none";
EOF
}

private_apt() {
  apt-get -qq -c "$apt/apt.conf" "$@"
}

# Nix and its shared libraries. Its other dependencies are needed only for builds.
unpack_packages() {
  local names package
  private_apt update
  names=$(private_apt -s install nix-bin | awk '/^Inst (nix-bin|z?lib)/ { print $2 }')
  (
    cd "$apt/archives"
    # shellcheck disable=SC2086 # package names, separated by white space
    private_apt download $names
  )
  for package in "$apt"/archives/*.deb; do
    dpkg -x "$package" "$work/root"
  done
  rm -r "$work"/root/usr/share
}

# Starts a program with the loader and the libraries in the folder instead of the machine's.
write_launcher() {
  local name=$1
  cat >"$work/bin/$name" <<EOF
#!/usr/bin/env bash
folder=\$(dirname "\$0")/..
export NIX_REMOTE=\${NIX_REMOTE:-dummy://} NIX_CONF_DIR=\$folder/etc NIX_USER_CONF_FILES=
libraries=("\$folder"/root/usr/lib/*-linux-gnu)
exec "\$folder"/root/usr/lib*/ld-linux-*.so.* --argv0 $name --library-path "\${libraries[0]}" \\
  "\$folder/root/usr/bin/nix" "\$@"
EOF
  chmod +x "$work/bin/$name"
}

case ${1:---help} in
-*)
  echo "$usage"
  exit
  ;;
esac

folder=$(realpath -m "$1")
[ -x "$folder/bin/nix-instantiate" ] && exit

command -v apt-get >/dev/null || fail "apt is not available on this system: install Nix yourself"
archive=$(debian_archive)
[ -n "$archive" ] || fail "apt has no Debian archive: run apt-get update, or install Nix yourself"

# Everything is prepared in a temporary folder and then renamed, so that the folder is complete or missing.
mkdir -p "$(dirname "$folder")"
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
apt=$work/apt
configure_apt "$archive"
unpack_packages
rm -r "$apt"

mkdir "$work/bin" "$work/etc"
echo "experimental-features = nix-command flakes" >"$work/etc/nix.conf"
write_launcher nix
write_launcher nix-instantiate
"$work/bin/nix-instantiate" --version
rm -rf "$folder"
mv "$work" "$folder"
