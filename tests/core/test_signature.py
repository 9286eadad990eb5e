"""Ed25519: the vectors of RFC 8032, section 7.1, and what is no signature."""

import pytest

from core.signature import is_signed

# (public key, message, signature): TEST 1, TEST 2, TEST 3, TEST SHA(abc)
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
)
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


def bits(words: str) -> bytes:
    """Bytes of a hexadecimal text."""
    return bytes.fromhex(words)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard(key: str, message: str, signature: str) -> None:
    assert is_signed(bits(key), bits(message), bits(signature))


@pytest.mark.parametrize("place", [0, 31, 32, 63])
def test_one_changed_bit_is_no_signature(place: int) -> None:
    key, message, signature = map(bits, VECTORS[1])
    changed = bytearray(signature)
    changed[place] ^= 1
    assert not is_signed(key, message, bytes(changed))


def test_another_message_or_key_is_refused() -> None:
    key, message, signature = map(bits, VECTORS[2])
    assert not is_signed(key, message + b"x", signature)
    assert not is_signed(bits(VECTORS[0][0]), message, signature)


def test_a_second_form_of_a_signature_is_refused() -> None:
    key, message, signature = map(bits, VECTORS[1])
    more = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    assert not is_signed(key, message, signature[:32] + more.to_bytes(32, "little"))


@pytest.mark.parametrize(
    ("key", "signature"), [(b"", b""), (b"\xff" * 32, b"\xff" * 64), (b"\x00" * 31, b"\x00" * 64)], ids=str
)
def test_what_is_no_key_and_no_signature(key: bytes, signature: bytes) -> None:
    assert not is_signed(key, b"", signature)
