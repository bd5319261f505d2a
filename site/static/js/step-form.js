// The steps of contributing: counts what fits, shows what looks alike, and saves while somebody types. Without it every
// step has a button. What it says about saving follows from the answer of the server only.
(() => {
  "use strict";
  const EVERY = 4000;
  const AGAIN = 10000;

  for (const field of document.querySelectorAll("[data-limit]")) {
    const limit = Number(field.dataset.limit);
    const line = document.createElement("p");
    line.className = "wv-counted";
    field.after(line);
    const count = () => {
      const left = limit - field.value.length;
      if (left < 0) line.textContent = `${-left} ${left === -1 ? "teken" : "tekens"} te veel`;
      else if (left <= limit / 2) line.textContent = `Nog ${left} ${left === 1 ? "teken" : "tekens"}`;
      else line.textContent = "";
      line.hidden = line.textContent === "";
    };
    field.addEventListener("input", count);
    count();
  }

  const form = document.querySelector("form[data-step]");
  if (!form) return;

  const place = form.querySelector("[data-alike-place]");
  const title = form.querySelector("[name=title]");
  if (place && title && form.dataset.alike) {
    let waiting;
    let asked = "";
    title.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const typed = title.value.trim();
        if (typed === asked || typed.length < 4) return;
        asked = typed;
        const answer = await fetch(`${form.dataset.alike}?titel=${encodeURIComponent(typed)}`).catch(() => null);
        if (!answer || !answer.ok || typed !== asked) return;
        const html = new DOMParser().parseFromString(await answer.text(), "text/html");
        place.replaceChildren(...html.body.childNodes);
      }, 600);
    });
  }

  if (!form.dataset.save) return;
  const key = `stap ${form.dataset.save}`;
  const kept = form.querySelector("[data-saved]");
  const keptWords = form.querySelector("[data-saved-words]");
  const notKept = form.querySelector("[data-not-saved]");
  const notice = document.querySelector("[data-not-kept]");
  const noticeWords = document.querySelector("[data-not-kept-words]");
  const noConnection = noticeWords.textContent;
  const version = form.querySelector("[name=versie]");
  const texts = () => new URLSearchParams(new FormData(form));
  const typed = () => {
    const found = texts();
    found.delete("versie");
    found.delete("csrfmiddlewaretoken");
    return found.toString();
  };
  // What the page came with, as far as the server knows: somebody may have typed before this script was here.
  const asServed = () => {
    const found = new URLSearchParams();
    for (const field of form.elements) {
      if (!field.name || field.type === "submit" || ["versie", "csrfmiddlewaretoken"].includes(field.name)) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.defaultChecked) found.append(field.name, field.value);
      } else if (field.options) {
        const chosen = [...field.options].filter((option) => option.defaultSelected);
        if (!chosen.length && !field.multiple && field.options.length) chosen.push(field.options[0]);
        for (const option of chosen) found.append(field.name, option.value);
      } else found.append(field.name, field.defaultValue);
    }
    return found.toString();
  };
  let last = asServed();
  let timer;
  let busy = false;
  let stopped = false;

  const show = (isKept, words) => {
    kept.hidden = !isKept;
    notKept.hidden = isKept;
    notice.hidden = isKept;
    if (isKept) keptWords.textContent = words;
    else noticeWords.textContent = words || noConnection;
  };

  const save = async () => {
    clearTimeout(timer);
    const now = typed();
    if (busy || stopped || now === last) return;
    busy = true;
    let answer = null;
    let said = {};
    try {
      answer = await fetch(form.dataset.save, { method: "POST", body: texts(), redirect: "error" });
      said = answer.headers.get("Content-Type").includes("json") ? await answer.json() : {};
    } catch {
      answer = null;
    }
    busy = false;
    if (answer && answer.ok && said.version) {
      version.value = said.version;
      last = now;
      show(true, said.words);
      try { sessionStorage.removeItem(key); } catch { /* no storage */ }
      if (typed() !== last) timer = setTimeout(save, EVERY);
      return;
    }
    show(false, said.words);
    try { sessionStorage.setItem(key, now); } catch { /* no storage */ }
    if (answer && (answer.status === 409 || answer.status === 413)) stopped = answer.status === 409;
    else timer = setTimeout(save, AGAIN);
  };

  // Text that could not be saved, from before this page was loaded again.
  let left = null;
  try { left = sessionStorage.getItem(key); } catch { /* no storage */ }
  if (left && left !== last) {
    const values = new URLSearchParams(left);
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "submit") continue;
      const own = values.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = own.includes(field.value);
      else if (values.has(field.name)) field.value = own[0];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    save();
  }

  if (!left && typed() !== last) timer = setTimeout(save, EVERY);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, EVERY);
  });
  form.addEventListener("focusout", () => { if (typed() !== last) save(); });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
    try { sessionStorage.removeItem(key); } catch { /* no storage */ }
  });
})();
