// Text into bytes and packed bytes into plain ones. Strict: there is one way to write each, and a limit to each.

// Ends a check with one of the seven words and the reason for it.
class Refusal extends Error {
  constructor(oordeel, reden) {
    super(reden);
    this.oordeel = oordeel;
    this.reden = reden;
  }
}

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const readUtf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const writeUtf8 = (text) => new TextEncoder().encode(text);
const writeHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const join = (parts) => {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

// Base 64 for addresses, without padding (RFC 4648 section 5); loose bits at the end are refused.
const readBase64Url = (text) => {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const sign of text) {
    const value = BASE64_URL.indexOf(sign);
    if (value < 0) throw new RangeError("no base64url");
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  if (text.length % 4 === 1 || bits & ((1 << held) - 1)) throw new RangeError("no base64url");
  return bytes;
};

// Base 45 (RFC 9285).
const readBase45 = (text) => {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const values = Array.from(text.slice(at, at + 3), (sign) => BASE45.indexOf(sign));
    const number = values.reduceRight((sum, value) => sum * 45 + value, 0);
    if (values.includes(-1) || values.length === 1 || number > (values.length === 3 ? 0xffff : 0xff)) {
      throw new RangeError("no base45");
    }
    if (values.length === 3) bytes.push(number >> 8);
    bytes.push(number & 0xff);
  }
  return Uint8Array.from(bytes);
};

// Unpack "deflate" (zlib) or "gzip", never to more than `most` bytes.
const unpack = async (packed, format, most) => {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(parts);
    size += value.length;
    if (size > most) {
      await reader.cancel().catch(() => undefined);
      throw new RangeError("too long");
    }
    parts.push(value);
  }
};

// Unpack zlib and refuse anything behind it: some engines do that themselves, some do not.
const unpackWhole = async (packed, most) => {
  const plain = await unpack(packed, "deflate", most);
  let low = 1;
  let high = 0;
  for (const byte of plain) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  if (writeHex(packed.slice(-4)) !== writeHex([high >> 8, high & 0xff, low >> 8, low & 0xff])) {
    throw new RangeError("something behind the end");
  }
  if (await hasLooseBits(packed, plain, most)) throw new RangeError("bits behind the end");
  return plain;
};

// Tell whether bits are set between the end of what was packed and its checksum, where they mean nothing: we set none.
const hasLooseBits = async (packed, plain, most) => {
  const copy = packed.slice();
  const place = copy.length - 5;
  if (copy[place] === 0) return false;
  copy[place] -= 2 ** Math.floor(Math.log2(copy[place]));
  const other = await unpack(copy, "deflate", most).catch(() => null);
  return other !== null && writeHex(other) === writeHex(plain);
};

// A moment with a time zone, in milliseconds (RFC 3339).
const readMoment = (text) => {
  const isMoment = typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const moment = isMoment ? Date.parse(text) : NaN;
  if (Number.isNaN(moment)) throw new RangeError("no moment");
  return moment;
};

// A day, as it is written.
const readDay = (text) => {
  const isDay = typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text);
  const moment = isDay ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== text) throw new RangeError("no day");
  return text;
};
