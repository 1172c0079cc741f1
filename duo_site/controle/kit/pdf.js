// A whole PDF: its diploma.json, and whether its bytes are those that a key of ours sealed. Time stamps, certificates
// and what was added after the seal are not judged. What this finds can make the outcome worse, never better.

const MOST_PDF_BYTES = 5 * 1024 * 1024;
const MOST_PARTS = 20;

// One sign for each byte, whatever the bytes are.
const readBytewise = (bytes) => new TextDecoder("windows-1252").decode(bytes);

const listMatches = (text, pattern) => {
  const found = [...text.matchAll(pattern)];
  if (found.length > MOST_PARTS) throw unknown("beschadigd");
  return found;
};

// Give the dictionary that holds this place and the bytes of its stream; null when it is written in another way.
const readStream = async (bytes, text, place) => {
  const head = text.slice(Math.max(0, text.lastIndexOf(" obj", place)), text.indexOf("stream", place) + 8);
  const [, dictionary, end] = /^ obj([^]*?)stream(\r?\n)/.exec(head) ?? [];
  const length = dictionary && /\/Length (\d+)(?! \d+ R)/.exec(dictionary);
  if (!length || dictionary.includes("endobj")) return null;
  const start = text.indexOf("stream", place) + "stream".length + end.length;
  const data = bytes.subarray(start, start + Number(length[1]));
  if (!dictionary.includes("/Filter")) return { dictionary, data };
  return { dictionary, data: await unpack(data, "deflate", MOST_CREDENTIAL_BYTES).catch(() => null) };
};

// Find the one credential that is embedded in a PDF.
const findCredential = async (bytes, text) => {
  const found = new Map();
  for (const { index } of listMatches(text, /\/EmbeddedFile\b/g)) {
    const { data } = (await readStream(bytes, text, index)) ?? {};
    const content = data && readBytewise(data).trim();
    if (content && /^eyJ[\w-]*\.[\w.-]*$/.test(content)) found.set(content, data);
  }
  if (found.size === 0) throw unknown("geen-verklaring");
  if (found.size > 1) throw changed("meer-verklaringen");
  return [...found.values()][0];
};

// Refuse a file without a seal, with the seal of another, or with other bytes than were sealed. Give the key of the seal.
const refuseOtherBytes = async (bytes, text, keys) => {
  const ranges = listMatches(text, /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g);
  if (ranges.length === 0) throw new Refusal("geen-zegel", "geen-zegel-in-bestand");
  let last = 0;
  let sealKey = null;
  for (const [place, range] of ranges.entries()) {
    const [start, first, second, size] = range.slice(1).map(Number);
    if (start !== 0 || first > second || second + size > bytes.length) throw changed("zegel-beschadigd");
    const block = text.slice(first + 1, second - 1).toLowerCase();
    const ours = keys.filter((key) => block.includes(key.sleutel));
    if (place === 0 && ours.length === 0) throw new Refusal("niet-van-ons", "zegel-van-een-ander");
    const covered = join([bytes.subarray(0, first), bytes.subarray(second, second + size)]);
    const digest = writeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", covered)));
    if (!block.includes(digest)) throw changed("inhoud-gewijzigd");
    if (place === 0) sealKey = await findSealKey(ours, block, digest);
    if (!sealKey) throw changed("zegel-beschadigd");
    last = Math.max(last, second + size);
  }
  if (last !== bytes.length) throw changed("iets-toegevoegd");
  if (ranges.length === 1 && sealKey.altijd_tijdstempel) throw changed("zegel-beschadigd");
  await refuseOtherAdditions(bytes, text, Number(ranges[0][3]) + Number(ranges[0][4]));
  return sealKey;
};

// Judge a PDF by the credential in it.
const readPdf = async (bytes, kit, now) => {
  if (bytes.length > MOST_PDF_BYTES) throw unknown("te-groot");
  const text = readBytewise(bytes);
  if (!text.slice(0, 1024).includes("%PDF-")) throw unknown("geen-pdf");
  const sealKey = await refuseOtherBytes(bytes, text, kit.zegels);
  const said = await readCredential(await findCredential(bytes, text), kit.verklaringen.keys, now);
  // The credential is signed when the file is sealed, so its moment stands in for the time stamps.
  const isRevoked = sealKey.ingetrokken_op !== null && readMoment(sealKey.ingetrokken_op) <= said.issuedAt;
  if (isRevoked || !isValidAt(sealKey, said.issuedAt)) throw unknown("zegel-buiten-geldigheid");
  return said;
};
