#!/usr/bin/env python3
"""What goes into a package beside the program, made from the program itself.

    package_docs.py BINARY FOLDER

Writes below FOLDER: man/man1/cmmm.1 and bash-completion/completions/cmmm, from
`--help` of every command; doc/cmmm/third-party/NAME, the licence of every
package whose code is in the program; doc/cmmm/sbom.cdx.json, those packages with
their versions (CycloneDX 1.4).
"""
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]


def help_of(binary, words):
    return subprocess.run([binary, *words, "--help"], check=True, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C", "COLUMNS": "80"}).stdout


def entries(text, section):
    """The names that a section of a help lists."""
    inside, names = False, []
    for line in text.splitlines():
        if not line.startswith(" "):
            inside = line == section + ":"
        elif inside and re.match(r"  \S", line):
            names.append(line.split()[0])
    return names


def commands(binary, words=()):
    """Every command with its help, the whole first."""
    text = help_of(binary, words)
    yield list(words), text
    for name in entries(text, "Subcommands"):
        yield from commands(binary, [*words, name])


def roff(text):
    """Text as it stands, for man."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.splitlines())


def man_page(version, helps):
    page = [f'.TH CMMM 1 "" "cmmm {version}" "User Commands"', ".SH NAME",
            "cmmm \\- scores smart\\-manufacturing maturity questionnaires (GB/T 39116\\-2020)"]
    for words, text in helps:
        title = " ".join(["cmmm", *words]).upper()
        page += [f".SH {roff(title)}", ".nf", roff(text.rstrip()), ".fi"]
    page += [".SH SEE ALSO", "/usr/share/doc/cmmm"]
    return "\n".join(page) + "\n"


def completion(helps):
    """Words for bash: commands, then the options of the one that was named."""
    cases = []
    for words, text in helps:
        options = [option for name in entries(text, "Options") for option in name.split(",")
                   if option.startswith("--")]
        options += re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(
            line for line in text.splitlines() if re.match(r"  -\w,--", line)))
        found = entries(text, "Subcommands") + sorted(set(options) | {"--help"})
        cases.append(f"    \"{' '.join(['cmmm', *words])}\") words=\"{' '.join(found)}\" ;;")
    return """# Completion of cmmm for bash, made from its --help.
_cmmm() {
  local words="" line="cmmm" word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    case "$line $word" in
%s
      *) break ;;
    esac
    line="$line $word"
  done
  case "$line" in
%s
  esac
  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o filenames -F _cmmm cmmm
""" % ("\n".join(f"      \"{' '.join(['cmmm', *words])}\") ;;" for words, _ in helps if words), "\n".join(cases))


def dpkg(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout


def linked_packages(binary):
    """Debian's packages whose code is in the program or stands beside it, with
    versions: what it is built with and what that needs in turn, and the shared
    libraries that it loads. glibc is the system's."""
    wanted = [line.split("#")[0].strip() for line in (ROOT / "tools/packages.txt").read_text().splitlines()]
    ask = [name for name in wanted if name.startswith(("lib", "zlib"))]
    for path in re.findall(r"=> (/\S+)", dpkg("ldd", binary)):
        # /lib is /usr/lib here, which dpkg does not know of every file.
        found = dpkg("dpkg", "-S", path) or dpkg("dpkg", "-S", str(pathlib.Path(path).resolve()))
        ask += re.findall(r"^([^:\s]+)", found)
    packages = {}
    while ask:
        name = ask.pop()
        show = dpkg("dpkg-query", "-W", "-f", "${Version}\t${Depends}", name)
        if name in packages or name in ("libc6", "libc6-dev") or not show:
            continue
        packages[name], _, depends = show.partition("\t")
        ask += [one for one in re.findall(r"(?:^|, )([\w.+-]+)", depends) if one.endswith("-dev")]
    return sorted(packages.items())


def sbom(version, packages):
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.4", "version": 1,
        "metadata": {"component": {"type": "application", "name": "cmmm", "version": version,
                                   "licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": [{"type": "library", "name": name, "version": of,
                        "purl": f"pkg:deb/debian/{name}@{of}?distro=bookworm"} for name, of in packages]}


def main():
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    version = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout.split()[-1]
    helps = list(commands(binary))

    def write(name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    write("man/man1/cmmm.1", man_page(version, helps))
    write("bash-completion/completions/cmmm", completion(helps))
    packages = linked_packages(binary)
    for name, _ in packages:
        licence = pathlib.Path(f"/usr/share/doc/{name}/copyright")
        if licence.is_file():
            write(f"doc/cmmm/third-party/{name}", licence.read_text(encoding="utf-8", errors="replace"))
    write("doc/cmmm/sbom.cdx.json", json.dumps(sbom(version, packages), indent=1) + "\n")


if __name__ == "__main__":
    main()
