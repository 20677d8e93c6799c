# shellcheck shell=bash disable=SC2034
# What both packages share: the version, the program built for giving away, and the tree of installed files.
# Sourced by build-deb and build-tarball.
#
#   SCREENSHOTS        where the screenshots of the app store page will lie (default: an address that is nobody's)
#   SOURCE_DATE_EPOCH  seconds since 1970; two builds with the same one give the same package
#   OUT                where packages go (default: packaging/out)
#   PROGRAM            a program built elsewhere (default: built here with the profile "dist")

app_id=org.parcelproof.Parcelproof
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
screenshots=${SCREENSHOTS:-https://parcelproof.invalid/screenshots}
out=${OUT:-$project/packaging/out}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$project/Cargo.toml" | head -n 1)
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH=$(git -C "$project" log -1 --format=%ct 2>/dev/null || date +%s)
fi
export SOURCE_DATE_EPOCH

# Builds the program (profile "dist": thin LTO, stripped) unless PROGRAM names one; sets `program`.
build_program() {
    program=${PROGRAM:-}
    if [ -z "$program" ]; then
        export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/parcelproof/target}
        cargo build --manifest-path "$project/Cargo.toml" --locked --profile dist --bin parcelproof
        program=$CARGO_TARGET_DIR/dist/parcelproof
    fi
}

# stage ROOT PREFIX: lays out the installed files below ROOT/PREFIX.
stage() {
    local base=$1$2 share=$1$2/share here=$project/packaging/linux
    install -D -m 755 "$program" "$base/bin/parcelproof"
    install -D -m 644 "$here/$app_id.desktop" "$share/applications/$app_id.desktop"
    install -D -m 644 "$project/assets/icons/app.svg" "$share/icons/hicolor/scalable/apps/$app_id.svg"
    install -D -m 644 "$project/assets/icons/app.png" "$share/icons/hicolor/256x256/apps/$app_id.png"
    install -d -m 755 "$share/metainfo"
    sed -e "s|@SCREENSHOTS@|$screenshots|" -e "s|@VERSION@|$version|" \
        -e "s|@DATE@|$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)|" \
        "$here/$app_id.metainfo.xml.in" >"$share/metainfo/$app_id.metainfo.xml"
    chmod 644 "$share/metainfo/$app_id.metainfo.xml"
    # units of the buyer's own session, off until the buyer turns them on; an unpacked tree goes to /usr/local
    local unit prefix=$2
    [ "$prefix" = /usr ] || prefix=/usr/local
    install -d -m 755 "$base/lib/systemd/user"
    for unit in parcelproof-remind.service parcelproof-remind.timer; do
        sed "s|@PREFIX@|$prefix|" "$here/$unit" >"$base/lib/systemd/user/$unit"
        chmod 644 "$base/lib/systemd/user/$unit"
    done
    # fonts and icons inside the program keep their own licences
    local licence
    while read -r licence; do
        install -D -m 644 "$licence" "$share/doc/parcelproof/licences/$(basename "$(dirname "$licence")")-$(basename "$licence")"
    done < <(find "$project/assets" -type f \( -iname 'licen[cs]e*' -o -iname 'ofl*' \) | sort)
    validate "$share"
    # the same tree gives the same package, whenever it was laid out
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# Looks at the desktop files with whatever validators are there.
validate() {
    if command -v desktop-file-validate >/dev/null; then
        desktop-file-validate "$1/applications/$app_id.desktop"
    else
        echo 'not validated: desktop-file-validate is missing' >&2
    fi
    if command -v appstreamcli >/dev/null; then
        appstreamcli validate --no-net --no-color "$1/metainfo/$app_id.metainfo.xml"
    else
        echo 'not validated: appstreamcli is missing' >&2
    fi
}
