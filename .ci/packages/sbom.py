"""``make sbom``: what the packages hold, as CycloneDX: the wheels of the lock files and the libraries beside them."""

import re
import sys
import tomllib
import uuid
from collections.abc import Iterator

import tree
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?: ;[^\\\n]*)?(?P<hashes>(?: \\\n +--hash=sha256:\w+)*)", re.M
)


def components(system: str) -> Iterator[Component]:
    """Wheels by their lock file, then what ``bundled.toml`` lists for the system; in a fixed order."""
    known = tomllib.loads((tree.HERE / "bundled.toml").read_text("utf-8"))
    licences = tomllib.loads((tree.ROOT / "resources" / "libraries.toml").read_text("utf-8"))["libraries"]
    make = LicenseFactory()
    for found in PINNED.finditer(tree.LOCK.read_text("utf-8")):
        name, version = found["name"], found["version"]
        hashes = [
            HashType(alg=HashAlgorithm.SHA_256, content=each) for each in re.findall(r"sha256:(\w+)", found["hashes"])
        ]
        yield Component(
            type=ComponentType.LIBRARY,
            name=name,
            version=version,
            bom_ref=f"{name}@{version}",
            purl=PackageURL("pypi", None, name, version),
            licenses=[make.make_from_string(licences[name]["licence"])],
            hashes=hashes,
        )
    for part in known[system]:
        yield Component(
            type=ComponentType.LIBRARY,
            name=part["name"],
            version=part.get("version"),
            bom_ref=part["name"],
            licenses=[make.make_from_string(part["licence"])],
            description=part["what"],
        )


def bill(system: str) -> str:
    """The bill of materials of the packages for a system, equal for equal lock files."""
    program = Component(
        type=ComponentType.APPLICATION,
        name="nigao",
        version=tree.version(),
        bom_ref="nigao",
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    bom = Bom(
        components=components(system), serial_number=uuid.uuid5(uuid.NAMESPACE_OID, f"nigao {tree.version()} {system}")
    )
    bom.metadata.component = program
    bom.metadata.timestamp = tree.moment()
    bom.register_dependency(program, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def main() -> int:
    """Write one file a system into dist/."""
    folder = tree.ROOT / "dist"
    folder.mkdir(exist_ok=True)
    for system in tree.PLATFORMS:
        path = folder / f"nigao-{tree.version()}-{system}.cdx.json"
        path.write_text(bill(system), "utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
