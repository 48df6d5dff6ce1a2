#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The documents tell the truth: folders, links, commands and their output, options.

usage: docs.py REPOSITORY CAR-KEYS

In a block marked `console` a line with "$ " is a command; the lines after it, if any, are its whole
output on standard output. A line "..." stands for any lines. Commands run in a copy of the examples
folder's surroundings, with build/release/car-keys being CAR-KEYS. Before the repository is judged,
each check has to find faults in made-up documents.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/guide.md",
             "lexicon/README.md"]
PROGRAM = "build/release/car-keys"
# Run by people: they build, install, clone or take long, and would start this test again.
NOT_RUN = ("./run", "./test", "bench/", "git ", "cmake ", "sudo ", "cd ")


def tree_of(root):
    """The files of the repository, tracked or new, without what is ignored."""
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True, check=False)
    if listing.returncode == 0 and listing.stdout:
        return [pathlib.PurePosixPath(line) for line in listing.stdout.splitlines()
                if (root / line).exists()]
    return [pathlib.PurePosixPath(path.relative_to(root).as_posix()) for path in root.rglob("*")
            if path.is_file() and path.relative_to(root).parts[0] not in ("build", ".git")]


def folders_of(files):
    folders = set()
    for file in files:
        if len(file.parts) > 1 and file.parts[0] != "src":
            folders.add(file.parts[0])
        if len(file.parts) > 2 and file.parts[0] == "src":
            folders.add("/".join(file.parts[:2]))
    return folders


def folder_faults(text, files):
    """The table of folders names each folder, and only folders that exist."""
    named = set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))
    there = folders_of(files)
    yield from (f"ARCHITECTURE.md does not name {name}" for name in sorted(there - named))
    yield from (f"ARCHITECTURE.md names {name}, which is not there" for name in sorted(named - there))


def path_faults(name, text, root):
    """Links and paths in backticks lead somewhere."""
    here = (root / name).parent
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        if not (here / target).exists():
            yield f"{name}: the link {target} leads nowhere"
    for target in re.findall(r"`(\.?[a-z_]+/[a-z_./]*)`", text):
        if not target.startswith(("build/", "./")) and not any(
                (place / target).exists() for place in (root, here)):
            yield f"{name}: there is no {target}"
    for target in re.findall(r"`(\./[\w.]+)`", text):
        if not os.access(root / target, os.X_OK):
            yield f"{name}: {target} cannot be run"


def commands_of(text):
    """(command, expected lines) of each console block."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif found:
                found[-1][1].append(line)
    return found


def same_output(expected, lines):
    """Whether `lines` are the expected ones; "..." stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n"
                      for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines)) is not None


def command_faults(name, text, root, program):
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        for part in ("examples", "lexicon"):
            if (root / part).exists():
                (place / part).symlink_to(root / part)
        (place / PROGRAM).parent.mkdir(parents=True)
        (place / PROGRAM).symlink_to(program)
        for command, expected in commands_of(text):
            first = command.split()[0]
            if command.startswith(NOT_RUN):
                if "/" in first and not os.access(root / first, os.X_OK):
                    yield f"{name}: {first} cannot be run"
                continue
            done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=place,
                                  capture_output=True, text=True, check=False, timeout=300,
                                  env={**os.environ, "NO_COLOR": "1"})
            # 141: `| head` closed the pipe; 6 is what car-keys makes of that.
            if done.returncode not in ((0, 6, 141) if "| head" in command else (0,)):
                yield f"{name}: `{command}` ends with {done.returncode}: {done.stderr.strip()}"
            elif expected and not same_output(expected, done.stdout.splitlines()):
                yield f"{name}: `{command}` prints\n{done.stdout}"


def options_of(program):
    """Subcommands, and the options of all of them, as --help has them."""
    def help_of(*arguments):
        return subprocess.run([program, *arguments, "--help"], capture_output=True, text=True,
                              check=True).stdout
    listed = help_of().partition("Subcommands:")[2]
    commands = re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)
    texts = [help_of()] + [help_of(command) for command in commands]
    return commands, set(re.findall(r"--[a-z][a-z-]*", "".join(texts)))


def option_faults(name, text, commands, options):
    """Only lines about car-keys count: cmake and git have options of their own."""
    for line in text.splitlines():
        if re.search(r"\b(cmake|ctest|git|apt-get)\b", line):
            continue
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line):
            if option not in options:
                yield f"{name}: car-keys has no option {option}"
        for command in re.findall(r"`car-keys ([a-z]+)", line):
            if command not in commands:
                yield f"{name}: car-keys has no command {command}"


def guide_faults(text, commands):
    for command in commands:
        if f"`car-keys {command}" not in text:
            yield f"docs/guide.md does not explain car-keys {command}"


def check_the_checks():
    root = pathlib.Path(__file__).resolve().parent
    files = [pathlib.PurePosixPath(name) for name in ("src/base/a.h", "cli/main.cc", "README.md")]
    console = "```console\n$ echo yes\nno\n$ false\n$ printf 'a\\nb\\nc\\n'\na\n...\nc\n$ true\n```\n"
    found = {
        "folders": list(folder_faults("| `cli` | x |\n| `src/gone` | y |\n", files)),
        "paths": list(path_faults("x.md", "[a](b.md) `src/gone.cc` `./gone`", root)),
        "commands": list(command_faults("x.md", console, root, sys.executable)),
        "options": list(option_faults("x.md", "`car-keys fly` --wings", ["code"], {"--db"})),
        "guide": list(guide_faults("`car-keys code`", ["code", "eval"])),
    }
    expected = {"folders": 2, "paths": 3, "commands": 2, "options": 2, "guide": 1}
    for name, faults in found.items():
        if len(faults) != expected[name]:
            sys.exit(f"the check of {name} found {len(faults)} of {expected[name]}: {faults}")


def main():
    check_the_checks()
    root, program = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    commands, options = options_of(program)
    faults = list(folder_faults((root / "ARCHITECTURE.md").read_text("utf8"), tree_of(root)))
    faults += guide_faults((root / "docs/guide.md").read_text("utf8"), commands)
    for name in DOCUMENTS:
        text = (root / name).read_text("utf8")
        faults += path_faults(name, text, root)
        faults += command_faults(name, text, root, program)
        faults += option_faults(name, text, commands, options)
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(f"{len(faults)} faults")
    print(f"{len(DOCUMENTS)} documents tell the truth")


main()
