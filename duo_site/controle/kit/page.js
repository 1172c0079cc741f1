// The page of the kit: takes files and text, asks `check`, and shows the outcome. All words stand in the page itself.

const DAYS = new Set(["geboortedatum", "behaald_op", "gedownload_op"]);

const startPage = () => {
  const kit = JSON.parse(document.getElementById("kit-data").textContent);
  const outcomeBox = document.querySelector("[data-outcome]");
  const fileInput = document.getElementById("bestand");
  const listInput = document.getElementById("lijst");
  const dropZone = document.querySelector("[data-drop]");
  // The computer of who asks may stand anywhere; our moments are Dutch, as on the site.
  const format = (moment, how) =>
    new Date(moment).toLocaleString(kit.taal === "en" ? "en-GB" : kit.taal, { timeZone: "Europe/Amsterdam", ...how });
  let turn = 0;

  const part = (name) => document.querySelector(`[data-${name}]`);
  const copyOf = (selector) => document.querySelector(`template${selector}`).content.cloneNode(true);
  const showDay = (day) => format(`${day}T12:00:00Z`, { dateStyle: "long" });
  const showMoment = (moment) => format(moment, { dateStyle: "long", timeStyle: "short" });

  const fillData = (gegevens, isValid) => {
    const filled = copyOf("[data-data]");
    for (const place of filled.querySelectorAll("[data-field]")) {
      const name = place.dataset.field;
      const value = [gegevens[name] ?? []].flat().join(" / ");
      if (value) place.textContent = DAYS.has(name) ? showDay(value) : value;
      else place.parentElement.remove();
    }
    for (const word of filled.querySelectorAll("[data-document]")) {
      if (word.dataset.document !== gegevens.document) word.remove();
    }
    const texts = [gegevens.naam, gegevens.onderwijsinstelling, ...gegevens.opleiding];
    filled.querySelector("[data-not-valid]").hidden = isValid;
    filled.querySelector("[data-shortened]").hidden = !texts.some((text) => text.endsWith("…"));
    fillGrades(filled.querySelector("[data-grades]"), gegevens.cijfers ?? [], gegevens.taal);
    return filled;
  };

  // With the decimal sign of the document and a dash for none, as on its pages, so that the two look alike.
  const showGrade = (grade, language) =>
    grade ? grade.replaceAll(/(\d+)[.,](\d+)/gu, `$1${language === "nl" ? "," : "."}$2`) : "–";

  const fillGrades = (table, grades, language) => {
    table.hidden = grades.length === 0;
    for (const grade of grades) {
      const row = table.querySelector("tbody").insertRow();
      const head = row.appendChild(document.createElement("th"));
      head.scope = "row";
      head.lang = "nl";
      head.textContent = grade.vak;
      for (const cell of [grade.se, grade.ce, grade.eind]) row.insertCell().textContent = showGrade(cell, language);
    }
  };

  const show = ({ oordeel, redenen, gegevens }) => {
    const dataHold = redenen.includes("gegevens-ondertekend");
    const filled = copyOf(`[data-oordeel="${dataHold && oordeel !== "geldig" ? "alleen-gegevens" : oordeel}"]`);
    const reasonTexts = copyOf("[data-reason-texts]");
    const reasons = redenen.map((reden) => reasonTexts.querySelector(`[data-reden="${reden}"]`));
    filled.querySelector("[data-reasons]").append(...reasons);
    const place = filled.querySelector("[data-signed]");
    if (gegevens) place.replaceWith(fillData(gegevens, dataHold));
    outcomeBox.dataset.uitkomst = oordeel;
    outcomeBox.replaceChildren(filled);
    outcomeBox.scrollIntoView({ block: "start" });
  };

  const judgeFile = async (file) => {
    if (file.size > MOST_PDF_BYTES) throw unknown("te-groot");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kind = tellKind(bytes);
    if (kind !== "photo") return check(kind, bytes, Date.now(), kit);
    return check("qr", writeUtf8(await readPhoto(file)), Date.now(), kit);
  };

  // Show the outcome of the last question only, whatever comes in first.
  const showOutcome = async (judging) => {
    turn += 1;
    const mine = turn;
    const outcome = await judging.catch((error) =>
      answer("niet-te-controleren", [error instanceof Refusal ? error.reden : "onleesbaar"]),
    );
    if (mine === turn) show(outcome);
  };

  const showList = async () => {
    const list = await readStatusList(kit.statuslijst, kit.verklaringen.keys).catch(() => null);
    part("list-none").hidden = list !== null;
    part("list-until").hidden = list === null;
    part("stale").hidden = list !== null && isFresh(list, Date.now());
    part("until").textContent = list === null ? "" : showMoment(list.until);
    return list;
  };

  const takeList = async (file) => {
    const token = file.size > MOST_LIST_TOKEN ? "" : await file.text().catch(() => "");
    const old = await readStatusList(kit.statuslijst, kit.verklaringen.keys).catch(() => null);
    const list = await readStatusList(token, kit.verklaringen.keys).catch(() => null);
    const isNewer = list !== null && (old === null || list.since > old.since || list.until > old.until);
    if (isNewer) kit.statuslijst = token;
    part("list-taken").hidden = !isNewer;
    part("list-refused").hidden = isNewer;
    await showList();
  };

  const isOver = (event, over) => {
    event.preventDefault();
    dropZone.classList.toggle("is-over", over);
  };

  fileInput.addEventListener("change", () => {
    if (fileInput.files.length > 0) void showOutcome(judgeFile(fileInput.files[0]));
    // The same file can be chosen again, for instance after a new status list.
    fileInput.value = "";
  });
  listInput.addEventListener("change", () => {
    if (listInput.files.length > 0) void takeList(listInput.files[0]);
    listInput.value = "";
  });
  part("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    void showOutcome(check("qr", writeUtf8(document.getElementById("tekst").value), Date.now(), kit));
  });
  // Anywhere on the page, so that a file beside the box does not replace the page.
  document.addEventListener("dragover", (event) => isOver(event, true));
  document.addEventListener("dragleave", (event) => isOver(event, false));
  document.addEventListener("drop", (event) => {
    isOver(event, false);
    const [file] = event.dataTransfer.files;
    if (file) void showOutcome(judgeFile(file));
    else void showOutcome(check("qr", writeUtf8(event.dataTransfer.getData("text/plain")), Date.now(), kit));
  });

  part("unable").hidden = canCheck();
  if (canCheck()) void showList();
};

if (typeof document === "object") startPage();
