// The check itself: one of seven words, with its reasons and what the signed data say. It never throws.

const READERS = {
  qr: (bytes, kit, now) =>
    readQr(orElse(() => readUtf8(bytes), unknown("qr-onleesbaar")), kit.verklaringen.keys, now),
  credential: (bytes, kit, now) => readCredential(bytes, kit.verklaringen.keys, now),
  pdf: readPdf,
};

const REASONS_BY_STATUS = {
  geldig: "gegevens-ondertekend",
  ingetrokken: "ingetrokken-in-statuslijst",
  vervangen: "vervangen-in-statuslijst",
};

// Of a whole PDF the kit does not look at the time stamps, and what could not be checked is never valid.
const ofWholeFile = ({ oordeel, redenen, gegevens }) => ({
  oordeel: oordeel === "geldig" ? "niet-te-controleren" : oordeel,
  redenen: [...redenen, "zegel-niet-gecontroleerd"],
  gegevens,
});

const answer = (oordeel, redenen, gegevens = null) => ({ oordeel, redenen, gegevens });

// Tell whether this browser has what the check needs; file pages without a secure context have no crypto.subtle.
const canCheck = () =>
  typeof crypto === "object" && typeof crypto.subtle === "object" && typeof DecompressionStream === "function";

// Lay the status list beside what was signed. Data are shown only where the signature holds.
const withStatus = async (said, kit, now) => {
  try {
    const list = await readStatusList(kit.statuslijst, kit.verklaringen.keys);
    if (!isFresh(list, now)) throw unknown("statuslijst-verlopen");
    const word = findStatus(list, said.index);
    return answer(word, [REASONS_BY_STATUS[word]], said.gegevens);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return answer(error.oordeel, [error.reden], said.gegevens);
  }
};

// Judge bytes of a kind ("qr", "credential" or "pdf") at a moment (in milliseconds), with the keys and list of a kit.
const check = async (kind, bytes, now, kit) => {
  if (!canCheck()) return answer("niet-te-controleren", ["browser-te-oud"]);
  try {
    if (!Number.isFinite(now) || !Object.hasOwn(READERS, kind)) throw unknown("onleesbaar");
    if (bytes.length === 0) throw unknown("leeg");
    const said = await READERS[kind](bytes, kit, now);
    const outcome = await withStatus(said, kit, now);
    return kind === "pdf" ? ofWholeFile(outcome) : outcome;
  } catch (error) {
    const { oordeel, reden } = error instanceof Refusal ? error : unknown("onleesbaar");
    return answer(oordeel, [reden]);
  }
};

// Tell what bytes are by how they begin: a PDF, a photo, a credential or else the text of a QR code.
const tellKind = (bytes) => {
  const start = readBytewise(bytes.subarray(0, 1024));
  if (start.includes("%PDF-")) return "pdf";
  if (/^(.PNG|\xff\xd8\xff|GIF8|RIFF[^]{4}WEBP|[^]{4}ftyp)/.test(start)) return "photo";
  return /^\s*eyJ/.test(start) ? "credential" : "qr";
};

globalThis.duoKit = { check, tellKind, canCheck };
