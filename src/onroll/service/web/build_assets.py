"""Build `static_src` and the packages in package.json into `static/build`. Used by `./run`; standard library only.

Every file is named after its contents (`onroll.0123456789ab.css`), so that browsers may keep it for ever;
`manifest.json` maps the plain names to those, and records the digest of the source it was built from.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent
SOURCE = WEB / "static_src"
BUILD = WEB / "static" / "build"

VENDOR_SCRIPTS = (
    "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "@ministryofjustice/frontend/moj/moj-frontend.min.js",
    "htmx.org/dist/htmx.min.js",
)
VENDOR_IMAGES = "@ministryofjustice/frontend/moj/assets/images"

_SOURCE_MAP = re.compile(rb"//# sourceMappingURL=\S+\s*$")
_SCRIPT_IMPORT = re.compile(r"""(?<=["'])\./([\w-]+(?:\.min)?\.js)(?=["'])""")
_IMAGE = re.compile(r"""url\(["']?(images/[\w.-]+)["']?\)""")


class BuildFailed(Exception):
    """The assets could not be built; the message says what is missing or wrong."""


class Output:
    """A folder of files named after their contents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> str:
        """Write a file and return its built name."""
        plain = Path(name)
        built = plain.with_name(f"{plain.stem}.{hashlib.sha256(content).hexdigest()[:12]}{plain.suffix}")
        path = self.folder / built
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if plain.suffix in {".css", ".js", ".svg"}:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
        self.names[name] = built.as_posix()
        return self.names[name]


def build_assets(*, packages: Path, node: str, digest: str) -> None:
    """Build everything, and put it in place only when all of it is there. Raise BuildFailed."""
    fresh = BUILD.with_name("build.new")
    shutil.rmtree(fresh, ignore_errors=True)
    output = Output(fresh)
    for image in sorted((SOURCE / "images").iterdir()):
        output.add(f"images/{image.name}", image.read_bytes())
    _add_styles(output, packages, node)
    _add_scripts(output, packages)
    manifest = {"source": digest, "names": output.names}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    shutil.rmtree(BUILD, ignore_errors=True)
    fresh.rename(BUILD)


def _add_styles(output: Output, packages: Path, node: str) -> None:
    compiler = packages / "sass" / "sass.js"
    options = ["--no-source-map", "--style=compressed", "--quiet", f"--load-path={packages.parent}"]
    done = subprocess.run(  # noqa: S603 - our own compiler on our own file
        [node, str(compiler), *options, str(SOURCE / "onroll.scss")],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise BuildFailed(f"The stylesheet does not compile.\n{done.stderr.strip()}")

    def built_image(found: re.Match[str]) -> str:
        name = found[1]
        if name not in output.names:
            output.add(name, (packages / VENDOR_IMAGES / Path(name).name).read_bytes())
        return f'url("{output.names[name]}")'

    output.add("onroll.css", _IMAGE.sub(built_image, done.stdout).encode())


def _add_scripts(output: Output, packages: Path) -> None:
    for vendor in VENDOR_SCRIPTS:
        path = packages / vendor
        output.add(path.name, _SOURCE_MAP.sub(b"", path.read_bytes()))
    waiting = {
        path.name: path.read_text(encoding="utf-8") for path in sorted((SOURCE / "scripts").glob("*.js"))
    }
    while waiting:
        ready = [
            name for name, text in waiting.items() if set(_SCRIPT_IMPORT.findall(text)) <= set(output.names)
        ]
        if not ready:
            raise BuildFailed(
                f"These scripts import each other in a ring, or a file that is not there: {', '.join(waiting)}."
            )
        for name in ready:
            text = _SCRIPT_IMPORT.sub(lambda found: f"./{output.names[found[1]]}", waiting.pop(name))
            output.add(name, text.encode())


def main() -> int:
    """Build from the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--packages", type=Path, required=True, help="the node_modules folder")
    parser.add_argument("--node", required=True, help="the Node.js to compile with")
    parser.add_argument("--digest", required=True, help="the digest of the source, kept in the manifest")
    arguments = parser.parse_args()
    try:
        build_assets(packages=arguments.packages, node=arguments.node, digest=arguments.digest)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
