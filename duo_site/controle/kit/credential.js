// The credential in the file, diploma.json: a W3C Verifiable Credential 2.0 as a compact JWS.

const MOST_CREDENTIAL_BYTES = 256 * 1024;

const readGrades = (assessment) => {
  const grades = new Map(assessment.hasPart.map((part) => [part.dcType, readText(part.grade.noteLiteral)]));
  const [se, ce, eind] = ["se", "ce", "eind"].map((part) => grades.get(part) ?? null);
  return { vak: readText(assessment.title[0]), se, ce, eind };
};

const readStatusIndex = (entry) => {
  if (entry === undefined || entry === null) return null;
  mustBe(/^\d{1,8}$/.test(readText(entry.statusListIndex)));
  return readIndex(Number(entry.statusListIndex));
};

// Read what the signed claims say.
const readClaims = (claims) => {
  mustBe(claims.type.includes("Uittreksel"));
  const number = readText(claims.identifier);
  const lastPart = new URL(readText(claims.id)).pathname.split("/").pop();
  mustBe(parseNumber(number) === number && lastPart === number);
  const operator = readTextOrNull(claims.issuer.legalName);
  mustBe(claims.demonstration === (operator === null));
  const person = claims.credentialSubject;
  const { specifiedBy: qualification, awardedBy: awarding, provenBy = [] } = person.hasClaim;
  const lines = qualification.title.map(readText);
  mustBe(lines.length > 0 && lines.every((line) => line.trim()));
  return {
    issuedAt: readMoment(claims.validFrom),
    index: readStatusIndex(claims.credentialStatus),
    gegevens: {
      nummer: number,
      document: mustBe(DOCUMENTS.includes(qualification.dcType), qualification.dcType),
      opleiding: lines,
      profiel: readTextOrNull(qualification.profiel),
      naam: readText(person.fullName),
      geboortedatum: readDay(person.dateOfBirth),
      onderwijsinstelling: readText(awarding.awardingBody.legalName),
      plaats: readText(awarding.awardingBody.location.address.locality),
      behaald_op: readDay(awarding.awardingDate),
      niveau_nlqf: readTextOrNull(qualification.nqfLevel),
      gedownload_op: readDay(claims.downloadedOn),
      taal: mustBe(LANGUAGES.includes(claims.primaryLanguage), claims.primaryLanguage),
      cijfers: provenBy.map(readGrades),
    },
  };
};

// Judge an attachment by our keys; what it says and its place in the status list.
const readCredential = async (bytes, keys, now) => {
  if (bytes.length > MOST_CREDENTIAL_BYTES) throw unknown("te-groot");
  const token = orElse(() => readUtf8(bytes), unknown("geen-verklaring")).trim();
  const { claims, key } = await readJwt(token, keys);
  const said = orElse(() => readClaims(claims), changed());
  refuseOtherTimes(key, said.issuedAt, now);
  return said;
};
