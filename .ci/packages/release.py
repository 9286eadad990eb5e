"""``make release``: sums, notes, and the signed file for 从文件更新 around what lies in dist/.

The private key is an input, ``build/inputs/update.key`` (32 bytes as 64 hexadecimal digits; ``make update-key`` makes one
together with resources/update_key.txt). Without it the release has no file for updates, which is said.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import tree
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

DIST = tree.ROOT / "dist"
SECRET = tree.ROOT / "build" / "inputs" / "update.key"
PUBLIC = tree.ROOT / "resources" / "update_key.txt"
NOTES, SUMS, RELEASE = "RELEASE_NOTES.md", "SHA256SUMS", "release.json"
INSTALLERS = ("-setup.exe", "_amd64.deb")
MADE_HERE = (SUMS, RELEASE, f"{RELEASE}.sig")


def notes() -> str:
    """What CHANGELOG says of this version, or of the next one while this one has no heading."""
    text = (tree.ROOT / "CHANGELOG.md").read_text("utf-8")
    parts = dict(re.findall(r"^## \[([^\]]+)\][^\n]*\n(.*?)(?=^## \[|\Z)", text, re.M | re.S))
    return str(parts.get(tree.version(), parts.get("Unreleased", ""))).strip() + "\n"


def sums() -> dict[str, str]:
    """SHA-256 of every file in dist/ that this script does not write itself."""
    paths = [path for path in sorted(DIST.iterdir()) if path.is_file() and path.name not in MADE_HERE]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def sign(data: bytes) -> bytes | None:
    """The signature; None without a key. SystemExit when the key is not that of the program."""
    if not SECRET.exists():
        return None
    secret = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET.read_text("ascii").strip()))
    public = secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    if not PUBLIC.exists() or PUBLIC.read_text("ascii").strip() != public:
        raise SystemExit(f"make release: {SECRET.name} is not the key in resources/{PUBLIC.name}; nothing was signed.")
    return secret.sign(data)


def make_key() -> None:
    """A new pair of keys; an existing one is never replaced."""
    if SECRET.exists() or PUBLIC.exists():
        raise SystemExit("make update-key: there is a key already; nothing was changed.")
    secret = Ed25519PrivateKey.generate()
    SECRET.parent.mkdir(parents=True, exist_ok=True)
    SECRET.touch(0o600)
    SECRET.write_text(secret.private_bytes_raw().hex() + "\n", "ascii")
    PUBLIC.write_text(secret.public_key().public_bytes_raw().hex() + "\n", "ascii")
    print(f"{SECRET} (keep it secret and safe), {PUBLIC}")


def write(name: str, data: bytes) -> Path:
    """A file of the release."""
    path = DIST / name
    path.write_bytes(data)
    print(path)
    return path


def main() -> int:
    """Write notes, sums and the update file; 0 when it could be signed, 3 when not."""
    write(NOTES, notes().encode())
    known = sums()
    write(SUMS, "".join(f"{digest}  {name}\n" for name, digest in known.items()).encode())
    files = {name: digest for name, digest in known.items() if name.endswith(INSTALLERS)}
    release = {"version": tree.version(), "notes": notes(), "files": files}
    data = json.dumps(release, ensure_ascii=False, indent=1).encode() + b"\n"
    signature = sign(data)
    if signature is None:
        print("make release: no build/inputs/update.key, so there is no file for 从文件更新.", file=sys.stderr)
        return 3
    write(RELEASE, data)
    write(f"{RELEASE}.sig", signature)
    return 0


if __name__ == "__main__":
    sys.exit(make_key() if sys.argv[1:] == ["key"] else main())
