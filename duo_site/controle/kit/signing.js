// ES256 and nothing else, by the key list in this file alone: what a token says of keys other than the id is not used.

const CLOCK_DIFFERENCE = 5 * 60 * 1000;
const JWT_TYPE = "vc+jwt";
const ES256_IN_COSE = -7;
const P256 = { name: "ECDSA", namedCurve: "P-256" };

const findKey = (keys, id) => keys.find((key) => key.kid === id);

const isValidAt = (key, moment) => readMoment(key.geldig_vanaf) <= moment && moment <= readMoment(key.geldig_tot);

const isSigned = async (key, signature, message) => {
  if (signature.length !== 64) return false;
  const jwk = { kty: "EC", crv: "P-256", x: key.x, y: key.y };
  const known = await crypto.subtle.importKey("jwk", jwk, P256, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, known, signature, message);
};

const changed = (reden = "handtekening-klopt-niet") => new Refusal("gewijzigd", reden);

const orElse = (read, refusal) => {
  try {
    return read();
  } catch {
    throw refusal;
  }
};

// Give the claims that one of our keys signed, and that key.
const readJwt = async (token, keys) => {
  const parts = token.split(".");
  const none = new Refusal("niet-te-controleren", "geen-verklaring");
  if (parts.length !== 3) throw none;
  const header = orElse(() => JSON.parse(readUtf8(readBase64Url(parts[0]))), none);
  if (typeof header !== "object" || header === null) throw none;
  const key = findKey(keys, header.kid);
  if (!key) throw new Refusal("niet-van-ons", "sleutel-onbekend");
  if (header.alg !== "ES256" || header.typ !== JWT_TYPE) throw changed();
  const [payload, signature] = orElse(() => parts.slice(1).map(readBase64Url), changed());
  if (!(await isSigned(key, signature, writeUtf8(`${parts[0]}.${parts[1]}`)))) throw changed();
  const claims = orElse(() => JSON.parse(readUtf8(payload)), changed());
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) throw changed();
  return { claims, key };
};

// Give the payload that one of our keys signed together with `bound`, and that key.
const readCose = async (data, keys, bound) => {
  const { sign1 } = orElse(() => readCbor(data), changed());
  if (!Array.isArray(sign1) || sign1.length !== 4) throw changed();
  const [protectedHeader, unprotected, payload, signature] = sign1;
  const areBytes = [protectedHeader, payload, signature].every((part) => part instanceof Uint8Array);
  if (!areBytes || !(unprotected instanceof Map) || unprotected.size > 0) throw changed();
  const header = orElse(() => readCbor(protectedHeader), changed());
  if (!(header instanceof Map) || header.get(1) !== ES256_IN_COSE) throw changed();
  const key = findKey(keys, orElse(() => readUtf8(header.get(4)), changed()));
  if (!key) throw new Refusal("niet-van-ons", "sleutel-onbekend");
  if (!(await isSigned(key, signature, writeSigStructure(protectedHeader, bound, payload)))) throw changed();
  return { payload, key };
};

// Refuse what a key signed outside its time, and what is from the future: then a clock is wrong, here or there.
const refuseOtherTimes = (key, issuedAt, now) => {
  if (!isValidAt(key, issuedAt)) throw changed("sleutel-buiten-geldigheid");
  if (issuedAt > now + CLOCK_DIFFERENCE) throw new Refusal("niet-te-controleren", "datum-in-de-toekomst");
};
