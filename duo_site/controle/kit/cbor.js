// The little CBOR that our QR codes are made of (RFC 8949): whole numbers of at most 32 bits, bytes, text, lists, maps
// and null, each written in the shortest way. Everything else is refused: other lengths, other types, double keys.

const MOST_DEPTH = 4;
const COSE_SIGN1 = 18;

const readCbor = (bytes) => {
  let at = 0;

  const take = (size) => {
    if (size > bytes.length - at) throw new RangeError("cut off");
    at += size;
    return bytes.subarray(at - size, at);
  };

  const readHead = () => {
    const [first] = take(1);
    const major = first >> 5;
    const info = first & 31;
    if (info < 24) return [major, info];
    if (info > 26) throw new RangeError("a length of another kind");
    const size = 2 ** (info - 24);
    const value = take(size).reduce((sum, byte) => sum * 256 + byte, 0);
    if (value < (size === 1 ? 24 : 256 ** (size / 2))) throw new RangeError("not the shortest way");
    return [major, value];
  };

  const readList = (count, depth) => {
    const items = [];
    // The count may lie; each item takes a byte at least, so this ends where the bytes end.
    for (let index = 0; index < count; index += 1) items.push(readItem(depth + 1));
    return items;
  };

  const readMap = (count, depth) => {
    const entries = new Map();
    for (let index = 0; index < count; index += 1) {
      const key = readItem(depth + 1);
      if (typeof key !== "number" || entries.has(key)) throw new RangeError("a key of another kind, or twice");
      entries.set(key, readItem(depth + 1));
    }
    return entries;
  };

  const readItem = (depth) => {
    if (depth > MOST_DEPTH) throw new RangeError("too deep");
    const [major, value] = readHead();
    switch (major) {
      case 0:
        return value;
      case 1:
        return -1 - value;
      case 2:
        return take(value).slice();
      case 3:
        return readUtf8(take(value));
      case 4:
        return readList(value, depth);
      case 5:
        return readMap(value, depth);
      default:
        if (major === 6 && value === COSE_SIGN1 && depth === 0) return { sign1: readItem(1) };
        if (major === 7 && value === 22) return null;
        throw new RangeError("a type of another kind");
    }
  };

  const item = readItem(0);
  if (at !== bytes.length) throw new RangeError("something behind the end");
  return item;
};

const writeHead = (major, size) => {
  if (size < 24) return [(major << 5) | size];
  return size < 256 ? [(major << 5) | 24, size] : [(major << 5) | 25, size >> 8, size & 0xff];
};

// What a COSE_Sign1 signs (RFC 9052 section 4.4); `bound` is signed too but not repeated.
const writeSigStructure = (protectedHeader, bound, payload) => {
  const context = writeUtf8("Signature1");
  const parts = [Uint8Array.of(0x84, ...writeHead(3, context.length)), context];
  for (const part of [protectedHeader, bound, payload]) parts.push(Uint8Array.from(writeHead(2, part.length)), part);
  return join(parts);
};
