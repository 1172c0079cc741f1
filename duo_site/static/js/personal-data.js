// Warns while somebody types that a text seems to hold a BSN, an IBAN, an e-mail address, a phone number or an address.
// The same rules as feedback/redaction.py and feedback/numbers.py, which take it out; a test holds the two together.

const SEPARATOR = "[\\s\\u00a0\\u202f.\\-/_]";
const GAP = `${SEPARATOR}{0,3}`;
const PHONE_GAP = "[\\s.\\-()/]{0,3}";
const PHONE = new RegExp(
  `(?<!\\d)(?:(?:\\+|00)\\s?31[\\s.\\-/]{0,3}(?:\\(0\\))?[\\s.\\-/]{0,3}|\\(?0)[1-9](?:${PHONE_GAP}\\d){8}(?!\\d)` +
    `|\\+\\d(?:${PHONE_GAP}\\d){7,13}(?!\\d)|(?<!\\d)00\\s?[1-9](?:${PHONE_GAP}\\d){8,13}(?!\\d)`,
  "g",
);
const BSN = [9, 8].map((length) => new RegExp(`(?<!\\d)\\d(?:${GAP}\\d){${length - 1}}(?!\\d)`, "g"));
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];
const YEAR = "(?:19|20)\\d{2}";
const MONTH = "(?:0[1-9]|1[0-2])";
const DAY = "(?:0[1-9]|[12]\\d|3[01])";
const NO_BSN = new RegExp(
  `^(?:\\d{1,2}${SEPARATOR}+\\d{1,2}${SEPARATOR}+${YEAR}|${YEAR}${SEPARATOR}+\\d{2}${SEPARATOR}+\\d{2}` +
    `|${YEAR}${MONTH}${DAY}|${DAY}${MONTH}${YEAR}|${YEAR}${SEPARATOR}+\\d{4}|\\d(?:${SEPARATOR}+\\d){7})$`,
);
const DATE = new RegExp(`(?<!\\d)\\d{1,2}([-/.])\\d{1,2}\\1${YEAR}(?!\\d)`, "g");
const AMOUNT = /(?:€|EUR)\s?\d{1,3}(?:\.\d{3})+(?:,\d{2})?/gi;
const SHAPES = {
  AD: "8n12c", AT: "16n", BE: "12n", BG: "4a6n8c", CH: "5n12c", CY: "8n16c", CZ: "20n", DE: "18n", DK: "14n", EE: "16n",
  ES: "20n", FI: "14n", FR: "10n11c2n", GB: "4a14n", GI: "4a15c", GR: "7n16c", HR: "17n", HU: "24n", IE: "4a14n",
  IS: "22n", IT: "1a10n12c", LI: "5n12c", LT: "16n", LU: "3n13c", LV: "4a13c", MA: "24n", MC: "10n11c2n", MT: "4a5n18c",
  NL: "4a10n", NO: "11n", PL: "24n", PT: "21n", RO: "4a16c", SE: "20n", SI: "15n", SK: "20n", SM: "1a10n12c",
  TR: "6n16c", VA: "18n",
};
const CLASSES = { n: "[0-9]", a: "[A-Za-z]", c: "[A-Za-z0-9]" };
const IBAN = Object.entries(SHAPES).map(([country, shape]) => {
  const parts = [...shape.matchAll(/(\d+)([nac])/g)];
  const characters = parts.flatMap(([, count, kind]) => Array(Number(count)).fill(CLASSES[kind]));
  return new RegExp([...country, "[0-9]", "[0-9]", ...characters].join(GAP), "gi");
});

const MAIL_CHARACTER = '[^\\s@<>()\\[\\],;:"]';
const HOST_PART = "[^\\s@<>()\\[\\],;:\"'.]+";
const AT = "(?:\\s?(?:@|[(\\[{]at[)\\]}])\\s?|\\sapenstaart(?:je)?\\s)";
const DOT = "(?:\\.|\\s?[(\\[{](?:dot|punt)[)\\]}]\\s?|\\s(?:dot|punt)\\s)";
const EMAIL = new RegExp(
  `(?<!${MAIL_CHARACTER})${MAIL_CHARACTER}+${AT}${HOST_PART}(?:${DOT}${HOST_PART})+` +
    `|(?<!${MAIL_CHARACTER})${MAIL_CHARACTER}+\\sat\\s${HOST_PART}(?:\\s(?:dot|punt)\\s${HOST_PART})+`,
  "i",
);
const WORDS =
  "aan|al|an|as|at|be|by|cm|da|de|do|eu|en|er|ff|gb|he|hr|if|ik|in|is|it|je|kb|kg|km|mb|me|mm|mn|my|na|no|nr|nu|of" +
  "|om|on|op|or|px|so|st|te|to|tv|uu|we|wo|ze|zo";
const LETTER = "[\\p{L}\\p{N}]";
const POSTCODE = `(?<!\\d)[1-9]\\d{3}[\\s-]?(?:[A-Z]{2}|(?!(?:${WORDS})\\b)[a-zA-Z]{2})(?!${LETTER})`;
const SUFFIX = "(?:\\s?-?\\s?(?:bis|hs|[a-zA-Z]))?";
const ADDRESS = new RegExp(
  `${POSTCODE}[\\s,]{1,3}(?:(?:[Hh]uisnummer|[Nn]ummer|[Nn]umber|[Nn]r|[Nn]o)\\.?\\s?)?` +
    `(?!(?:19|20)\\d{2}(?!\\d))\\d{1,5}${SUFFIX}(?!${LETTER})|(?<=\\p{L}\\s)\\d{1,5}${SUFFIX}[\\s,]{1,3}${POSTCODE}`,
  "u",
);

const places = (pattern, text) => [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length]);

// A match at every place where one begins.
const overlapping = (pattern, text) => {
  const found = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push([match.index, match.index + match[0].length]);
    pattern.lastIndex = match.index + 1;
  }
  return found;
};

const passes11Test = (digits) => {
  const numbers = [...digits.padStart(9, "0")].map(Number);
  return numbers.some(Boolean) && numbers.reduce((sum, number, at) => sum + number * WEIGHTS[at], 0) % 11 === 0;
};

const passesMod97 = (iban) => {
  const turned = [...iban.slice(4), ...iban.slice(0, 4)].map((character) => parseInt(character, 36)).join("");
  return BigInt(turned) % 97n === 1n;
};

const ibanShapes = (text) => IBAN.flatMap((pattern) => overlapping(pattern, text));

const hasIban = (text) =>
  ibanShapes(text).some(([start, end]) => passesMod97(text.slice(start, end).replace(new RegExp(SEPARATOR, "g"), "")));

const hasPhone = (text) => {
  const others = [...places(DATE, text), ...ibanShapes(text)];
  return places(PHONE, text).some(([start, end]) => !others.some(([first, last]) => start < last && first < end));
};

const hasBsn = (text) => {
  const amounts = places(AMOUNT, text);
  return BSN.flatMap((pattern) => overlapping(pattern, text)).some(([start, end]) => {
    const found = text.slice(start, end);
    const isAmount = amounts.some(([first, last]) => first <= start && end <= last);
    return !isAmount && !NO_BSN.test(found) && passes11Test(found.replace(/\D/g, ""));
  });
};

/** Names what a text seems to hold: iban, email, phone, bsn, address. */
export const findKinds = (text) =>
  [
    ["iban", hasIban],
    ["email", (one) => EMAIL.test(one)],
    ["phone", hasPhone],
    ["bsn", hasBsn],
    ["address", (one) => ADDRESS.test(one)],
  ]
    .filter(([, has]) => has(text))
    .map(([kind]) => kind);

const watch = (box) => {
  const warning = box.querySelector("[role=status]");
  let timer = 0;
  box.querySelector("textarea").addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const kinds = findKinds(event.target.value).map((kind) => box.dataset[kind]);
      const said = kinds.length ? box.dataset.personal.replace("%(kinds)s", kinds.join(", ")) : "";
      // A line that says the same again would be read out again.
      if (warning.textContent !== said) warning.textContent = said;
    }, 500);
  });
};

if (typeof document === "object") document.querySelectorAll("[data-personal]").forEach(watch);
