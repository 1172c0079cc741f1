// Warns two minutes before a session ends and keeps it alive with one button. Without this script the page says until
// when the session lasts, and the same button opens a tab of its own.

const WARN_BEFORE = 2 * 60 * 1000;
const box = document.querySelector("[data-session]");

if (box && typeof HTMLDialogElement === "function") {
  const form = box.querySelector("form");
  const dialog = box.querySelector("dialog");
  const title = box.querySelector("[data-session-title]");
  const text = box.querySelector("[data-session-text]");
  const stay = box.querySelector("[data-session-stay]");
  const close = box.querySelector("[data-session-close]");
  const heading = title.textContent;
  const question = text.textContent;
  const tabs = new BroadcastChannel("session");
  let endsAt = Date.parse(box.dataset.endsAt);
  let timer = 0;
  let warned = false;

  // While going on is possible the one button does that; afterwards it closes the dialog.
  const say = (sentence, canStay) => {
    text.textContent = sentence;
    stay.hidden = !canStay;
    close.hidden = canStay;
    if (dialog.open) (canStay ? stay : close).focus();
  };

  const plan = () => {
    clearTimeout(timer);
    const left = endsAt - Date.now();
    if (left <= 0) {
      if (!dialog.open) dialog.showModal();
      title.textContent = title.dataset.over;
      say(text.dataset.over, false);
    } else if (left <= WARN_BEFORE) {
      if (!dialog.open && !warned) dialog.showModal();
      warned = true;
      timer = setTimeout(plan, left);
    } else {
      warned = false;
      timer = setTimeout(plan, left - WARN_BEFORE);
    }
  };

  // Somebody who goes on in another tab need not be warned in this one.
  const move = (moment) => {
    endsAt = moment;
    if (endsAt - Date.now() > WARN_BEFORE) {
      title.textContent = heading;
      say(question, true);
      if (dialog.open) dialog.close();
    } else {
      say(text.dataset.longest, false);
    }
    plan();
  };

  const extend = async () => {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const moment = Date.parse((await answer.json()).tot);
      tabs.postMessage(moment);
      move(moment);
    } catch {
      say(text.dataset.failed, true);
    }
  };

  form.hidden = true;
  stay.addEventListener("click", extend);
  close.addEventListener("click", () => dialog.close());
  tabs.addEventListener("message", (event) => {
    if (event.data > endsAt) move(event.data);
  });
  tabs.postMessage(endsAt);
  // A computer that slept has missed its timers.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) plan();
  });
  plan();
}
