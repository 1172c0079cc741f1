// The status list: a W3C Bitstring Status List of two bits for each uittreksel, signed, good for a day.

const MOST_PLACES = 2 ** 26;
const MOST_LIST_TOKEN = 4 * 1024 * 1024;
const STATUS_WORDS = ["geldig", "ingetrokken", "vervangen"];

const unknown = (reden) => new Refusal("niet-te-controleren", reden);

// Read a list against our keys: from when until when it holds, and its bits.
const readStatusList = async (token, keys) => {
  if (!token) throw unknown("statuslijst-ontbreekt");
  try {
    if (token.length > MOST_LIST_TOKEN) throw new RangeError("too long");
    const { claims, key } = await readJwt(token.trim(), keys);
    const [since, until] = [readMoment(claims.validFrom), readMoment(claims.validUntil)];
    const subject = claims.credentialSubject;
    const isList = claims.type.includes("BitstringStatusListCredential") && subject.type === "BitstringStatusList";
    if (!isList || subject.statusSize !== 2 || !isValidAt(key, since) || subject.encodedList[0] !== "u") {
      throw new RangeError("no list of ours");
    }
    const packed = readBase64Url(subject.encodedList.slice(1));
    return { since, until, bits: await unpack(packed, "gzip", MOST_PLACES / 4) };
  } catch {
    throw unknown("statuslijst-ongeldig");
  }
};

// Tell whether a list says something of this moment.
const isFresh = (list, now) => list.since - CLOCK_DIFFERENCE <= now && now <= list.until;

// Tell the status of a place; one that the list does not have cannot be checked.
const findStatus = (list, index) => {
  if (!Number.isInteger(index) || index < 0 || index >= list.bits.length * 4) throw unknown("niet-in-statuslijst");
  const word = STATUS_WORDS[(list.bits[Math.floor(index / 4)] >> (6 - 2 * (index % 4))) & 0b11];
  if (!word) throw unknown("niet-in-statuslijst");
  return word;
};
