// The QR code: the address of the controle, a #, and behind it a CWT in COSE_Sign1, deflated, in base 45.

const LONGEST_TEXT = 4300;
const MOST_QR_BYTES = 4096;
const QR_PREFIX = "UIT1:";
const ISSUED_AT = 6;
const UITTREKSEL = -65537;
const DOCUMENTS = ["diploma", "getuigschrift", "certificaat"];
const LANGUAGES = ["nl", "en"];
const NUMBER_IN_ADDRESS = /^https?:\/\/[^/?#\s]+\/(?:[^?#\s]*\/)?controle\/([^/?#\s]+)$/;
const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000;

const mustBe = (holds, value) => {
  if (!holds) throw new RangeError("a value of another kind");
  return value;
};
const readText = (value) => mustBe(typeof value === "string", value);
const readTextOrNull = (value) => (value === null || value === undefined ? null : readText(value));
const readIndex = (value) => mustBe(Number.isInteger(value) && value >= 0 && value < MOST_PLACES, value);
const readChoice = (choices, index) => mustBe(Number.isInteger(index) && index in choices, choices[index]);
const readDays = (days) => new Date(mustBe(Number.isInteger(days), days) * MILLISECONDS_A_DAY).toISOString().slice(0, 10);

// Read what the signed list of ten fields says.
const readCompact = (payload) => {
  const claims = readCbor(payload);
  const fields = claims.get(UITTREKSEL);
  mustBe(Array.isArray(fields) && fields.length === 10, fields);
  const [number, language, document, qualification, holder, born, school, obtained, nlqf, index] = fields;
  return {
    issuedAt: mustBe(Number.isInteger(claims.get(ISSUED_AT)), claims.get(ISSUED_AT)) * 1000,
    index: index === null ? null : readIndex(index),
    gegevens: {
      nummer: mustBe(parseNumber(readText(number)), parseNumber(number)),
      document: readChoice(DOCUMENTS, document),
      opleiding: [readText(qualification)],
      naam: readText(holder),
      geboortedatum: readDays(born),
      onderwijsinstelling: readText(school),
      behaald_op: readDays(obtained),
      niveau_nlqf: readTextOrNull(nlqf),
      taal: readChoice(LANGUAGES, language),
    },
  };
};

// Judge the text of a QR code by our keys; what it says and its place in the status list.
const readQr = async (text, keys, now) => {
  if (text.length > LONGEST_TEXT) throw unknown("qr-onleesbaar");
  const [address, ...rest] = text.trim().split("#");
  const credential = rest.join("#");
  const found = NUMBER_IN_ADDRESS.exec(address);
  const claimed = found && parseNumber(found[1]);
  if (!credential.startsWith(QR_PREFIX)) {
    throw claimed && !rest.length ? new Refusal("geen-zegel", "geen-handtekening") : unknown("qr-onleesbaar");
  }
  const written = credential.slice(QR_PREFIX.length).replace(/%(20|25)/g, (_, code) => (code === "20" ? " " : "%"));
  const packed = orElse(() => readBase45(written), unknown("qr-onleesbaar"));
  const data = await unpackWhole(packed, MOST_QR_BYTES).catch(() => {
    throw unknown("qr-onleesbaar");
  });
  const { payload, key } = await readCose(data, keys, writeUtf8(address));
  const said = orElse(() => readCompact(payload), changed());
  if (said.gegevens.nummer !== claimed) throw changed();
  refuseOtherTimes(key, said.issuedAt, now);
  return said;
};
