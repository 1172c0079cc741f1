// What stands behind the sealed bytes: nothing, or the one small revision that we write ourselves for the document time
// stamp. It must be that to the letter; a reader of PDF that understands more is not needed, and would let more through.

const LISTS = "(?<lists>(?:\\d+ 0 obj\\n\\[(?:\\d+ 0 R ?)+\\]\\nendobj\\n){1,2})";
const FIELD =
  "(?<field>\\d+) 0 obj\\n<</Type /Annot/Subtype /Widget/FT /Sig/T \\([\\w ]+\\)/TU \\([\\w ]+\\)/F 132" +
  "/Rect \\[-9999 -9999 -9999 -9999\\]/V (?<value>\\d+) 0 R>>\\nendobj\\n";
const STAMP =
  "(?<stamp>\\d+) 0 obj\\n<</Type /DocTimeStamp/Filter /Adobe\\.PPKLite/SubFilter /ETSI\\.RFC3161" +
  "/ByteRange \\[[\\d ]+\\] */Contents <[0-9A-Fa-f]+>>>\\nendobj\\n";
const TABLE =
  "(?<table>\\d+) 0 obj\\n<</Type /XRef/Prev (?<prev>\\d+)/Index \\[(?<index>[\\d ]+)\\]/W \\[1 3 2\\]/Size (?<size>\\d+)" +
  "(?<roots>/Root \\d+ 0 R/Info \\d+ 0 R)/ID \\[[^\\]]*\\]/Filter /FlateDecode/Length (?<length>\\d+)>>\\nstream\\n" +
  "(?<entries>[^]{1,400})\\nendstream\\nendobj\\nstartxref\\n(?<start>\\d+)\\n%%EOF\\n";
const REVISION = new RegExp(`^${LISTS}${FIELD}${STAMP}${TABLE}$`);
const SEALED_END = /\/Size (?<size>\d+)(?<roots>\/Root \d+ 0 R\/Info \d+ 0 R)[^]*\nstartxref\n(?<start>\d+)\n%%EOF\n$/;

// Read the objects that the sealed part holds packed together. We wrote and signed it, so it may be read simply.
const readPacked = async (bytes, sealed) => {
  const objects = new Map();
  for (const { index } of listMatches(sealed, /\/Type ?\/ObjStm\b/g)) {
    const { dictionary, data } = (await readStream(bytes, sealed, index)) ?? {};
    const [, first] = /\/First (\d+)/.exec(dictionary ?? "") ?? [];
    if (!first || !data) continue;
    const packed = readBytewise(data);
    const pairs = [...packed.slice(0, Number(first)).matchAll(/(\d+) (\d+)/g)];
    const starts = [...pairs.map((pair) => Number(first) + Number(pair[2])), packed.length];
    pairs.forEach((pair, order) => objects.set(pair[1], packed.slice(starts[order], starts[order + 1]).trim()));
  }
  return objects;
};

// Tell whether each list is the sealed one with the new field behind it, and nothing else.
const areLonger = (lists, objects, field) =>
  [...lists.matchAll(/(\d+) 0 obj\n\[(.*)\]\nendobj\n/g)].every(([, number, items]) => {
    const [, old] = /^\[((?:\d+ 0 R ?)*)\]$/.exec(objects.get(number) ?? "") ?? [];
    return old !== undefined && items === `${old.trim()} ${field} 0 R`.trim();
  });

// Tell whether the table names the new objects, where they are, and no other.
const isPlain = async (bytes, found, rest, sealedSize) => {
  const numbers = [...rest.matchAll(/(?:^|\nendobj\n)(\d+) 0 obj\n/g)].map((match) => match[1]);
  const places = numbers.map((number, order) => rest.indexOf(`${order ? "\nendobj\n" : ""}${number} 0 obj\n`));
  const offsets = places.map((place, order) => sealedSize + place + (order ? "\nendobj\n".length : 0));
  const start = sealedSize + rest.indexOf("stream\n") + "stream\n".length;
  const table = await unpack(bytes.subarray(start, start + Number(found.length)), "deflate", 600).catch(() => null);
  const expected = offsets.flatMap((at) => [1, (at >> 16) & 0xff, (at >> 8) & 0xff, at & 0xff, 0, 0]);
  return (
    table !== null &&
    found.index === numbers.map((number) => `${number} 1`).join(" ") &&
    writeHex(table) === writeHex(expected) &&
    Number(found.start) === offsets[offsets.length - 1]
  );
};

// Refuse anything behind the seal but our own document time stamp: the kit cannot tell what it does.
const refuseOtherAdditions = async (bytes, text, sealedSize) => {
  if (sealedSize === bytes.length) return;
  const rest = text.slice(sealedSize);
  const sealed = text.slice(0, sealedSize);
  const found = REVISION.exec(rest)?.groups;
  const before = SEALED_END.exec(sealed.slice(-2000))?.groups;
  const numbers = found && [found.field, found.stamp, found.table].map(Number);
  const isOurs =
    found !== undefined &&
    before !== undefined &&
    numbers.every((number, order) => number === Number(before.size) + order) &&
    found.value === found.stamp &&
    Number(found.size) === Number(found.table) + 1 &&
    found.roots === before.roots &&
    found.prev === before.start &&
    found.entries.length === Number(found.length) &&
    areLonger(found.lists, await readPacked(bytes, sealed), found.field) &&
    (await isPlain(bytes, found, rest, sealedSize));
  if (!isOurs) throw unknown("toevoeging-onbekend");
};
