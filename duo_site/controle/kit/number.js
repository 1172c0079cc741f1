// The number of an uittreksel: 27 signs of Crockford's base 32 and a check sign over GF(32), in groups of four.

const NUMBER_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const timesA = (value) => (value & 0b10000 ? (value << 1) ^ 0b100101 : value << 1);

// Give the one written form of a number; null when it is no number of ours.
const parseNumber = (text) => {
  const signs = text.slice(0, 200).replace(/[\s\u00ad\u200b\u2010-\u2015\u2212-]+/g, "").toUpperCase();
  const written = signs.replace(/O/g, "0").replace(/[IL]/g, "1");
  const values = Array.from(written, (sign) => NUMBER_SIGNS.indexOf(sign));
  if (text.length > 200 || values.length !== 28 || values.includes(-1)) return null;
  const sum = values.slice(0, 27).reduce((total, value) => timesA(total ^ value), 0);
  return sum === values[27] ? written.match(/.{4}/g).join("-") : null;
};
