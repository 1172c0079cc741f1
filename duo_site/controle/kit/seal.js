// Looks for our signature over the bytes of a file. This reads no CMS: it looks whether anything in the block of the
// seal is a set of attributes with the digest of the file in it, signed by a key of ours. Only sealing makes such a set.

const P256_KEY = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
const MESSAGE_DIGEST = "06092a864886f70d01090431220420"; // RFC 5652 section 11.2, with SHA-256.
const SIGNED_WITH_ES256 = /^300a06082a8648ce3d04030204([0-9a-f]{2})(30[0-9a-f]*)/;
const MOST_DIGITS = 4096;

const readHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (digits) => parseInt(digits, 16));

// Read where the contents of a DER element end, in hexadecimal digits, from where its length stands.
const findEnd = (text, place) => {
  const first = parseInt(text.slice(place, place + 2), 16);
  const digits = first < 0x80 ? 0 : (first & 0x7f) * 2;
  if (digits > 4) return -1;
  const size = digits ? parseInt(text.slice(place + 2, place + 2 + digits), 16) : first;
  return place + 2 + digits + size * 2;
};

// Write an ECDSA signature as WebCrypto wants it: two numbers of 32 bytes.
const readSignature = (text) => {
  const [, r, rest] = /^30[0-9a-f]{2}02([0-9a-f]{2})([0-9a-f]*)$/.exec(text) ?? [];
  const end = parseInt(r, 16) * 2;
  const numbers = [rest?.slice(0, end) ?? "", rest?.slice(end + 4) ?? ""];
  return readHex(numbers.map((number) => number.replace(/^(00)+/, "").padStart(64, "0")).join(""));
};

const isSignedBy = async (publicKey, signature, message) => {
  const known = await crypto.subtle.importKey("spki", readHex(publicKey), P256, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, known, signature, message);
};

// Find which of these keys signed the digest. A key of another kind cannot be asked here, so it may have.
const findSealKey = async (keys, block, digest) => {
  const other = keys.find((key) => !key.sleutel.startsWith(P256_KEY));
  if (other) return other;
  const place = block.indexOf(MESSAGE_DIGEST + digest);
  for (let start = place - 2; start >= Math.max(0, place - MOST_DIGITS); start -= 2) {
    const end = block.startsWith("a0", start) ? findEnd(block, start + 2) : -1;
    const [, size, rest] = (end > place && SIGNED_WITH_ES256.exec(block.slice(end, end + 200))) || [];
    if (!size) continue;
    const signature = readSignature(rest.slice(0, parseInt(size, 16) * 2));
    const attributes = readHex(`31${block.slice(start + 2, end)}`); // As a set (RFC 5652 section 5.4).
    for (const key of keys) {
      if (signature.length === 64 && (await isSignedBy(key.sleutel, signature, attributes))) return key;
    }
  }
  return null;
};
