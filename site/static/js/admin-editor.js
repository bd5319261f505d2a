/* The organiser's form. Shows a field only if an answer above makes it relevant, and adds an empty row for the first
   date. Without this script all fields are visible. */
(() => {
  const rules = [
    ["attendance", ["in-person", "hybrid"], ["venue_name", "street", "postcode", "town"]],
    ["attendance", ["in-person", "hybrid"], ["wheelchair", "ring_line", "parking", "public_transport"]],
    ["attendance", ["online", "hybrid"], ["online_url"]],
    ["registration", ["elsewhere"], ["registration_url"]],
    ["registration", ["here"], ["capacity", "closes_days_before", "opens_at", "opens_days_before", "admission"]],
    ["admission", ["organisations"], ["admitted_organisations"]],
  ];

  const wrapper = (name) => {
    const field = document.getElementById(`id_${name}`);
    return field && field.closest(".w-panel__wrapper");
  };

  function show() {
    for (const [question, answers, names] of rules) {
      const field = document.getElementById(`id_${question}`);
      if (!field) continue;
      for (const name of names) {
        const part = wrapper(name);
        if (!part) continue;
        const wrong = part.querySelector(".error-message, [aria-invalid='true']");
        part.hidden = !answers.includes(field.value) && !wrong;
      }
    }
  }

  /* Show in rows only what matters: choices if the kind of question has them, and what is about people online if the
     event can be attended in two ways. */
  function showInRows() {
    const hybrid = document.getElementById("id_attendance")?.value === "hybrid";
    for (const kind of document.querySelectorAll("select[name^='planned_questions-'][name$='-kind']")) {
      const part = (name) => document.getElementById(kind.id.replace(/kind$/, name))?.closest(".w-panel__wrapper");
      const choices = part("choices");
      const asked = part("asked_of");
      const wrong = choices?.querySelector(".error-message, [aria-invalid='true']");
      if (choices) choices.hidden = !["choice", "several"].includes(kind.value) && !wrong;
      if (asked) asked.hidden = !hybrid;
    }
    for (const places of document.querySelectorAll("[id^='id_planned_dates-'][id$='-online_capacity']")) {
      const part = places.closest(".w-panel__wrapper");
      if (part) part.hidden = !hybrid && !places.value && !part.querySelector(".error-message");
    }
  }

  /* Give Wagtail's text editors an accessible name. They have none of their own. */
  function nameEditors() {
    for (const input of document.querySelectorAll("[data-draftail-input]")) {
      const label = document.getElementById(`${input.id}-label`);
      const editor = input.parentElement?.querySelector(".public-DraftEditor-content");
      if (label && editor) editor.setAttribute("aria-labelledby", label.id);
    }
  }

  function takeHours() {
    for (const part of ["start_time", "end_time"]) {
      const fields = [...document.querySelectorAll(`input[name^="planned_dates-"][name$="-${part}"]`)].filter(
        (field) => !field.name.includes("__prefix__"),
      );
      const [before, last] = fields.slice(-2);
      if (last && before !== last && !last.value) last.value = before.value;
    }
  }

  /* Open the list of wijken of the chosen municipality. */
  function openWijken({ target }) {
    const chosen = target.selectedOptions[0]?.text.trim();
    for (const summary of document.querySelectorAll(".wv-wijken summary")) {
      if (summary.firstChild.textContent.trim() === chosen) summary.parentElement.open = true;
    }
  }

  /* Go on saving after the form came back with a message. Wagtail then saves once, and stops looking for changes: it
     starts looking when the interval changes. “force” is its warning for who leaves before anything is saved. */
  let cameBack = false;

  function noteComingBack() {
    cameBack = document.querySelector("form[data-edit-form]")?.dataset.wUnsavedForceValue === "true";
  }

  function goOnSaving() {
    const form = document.querySelector("form[data-edit-form]");
    const before = form.dataset.wUnsavedForceValue;
    form.dataset.wUnsavedForceValue = "false";
    form.dataset.wUnsavedCheckIntervalValue = "400";
    setTimeout(() => {
      form.dataset.wUnsavedForceValue = before;
    });
  }

  /* Say on the line of a date what is filled in below it. */
  function nameDate({ target }) {
    const row = target.closest?.(".wv-planned");
    if (!row || !/-(date|start_time|end_time)$/.test(target.name)) return;
    const value = (part) => row.querySelector(`input[name$="-${part}"]`)?.value;
    const day = value("date") && new Date(`${value("date")}T12:00`);
    if (!day || Number.isNaN(day.valueOf())) return;
    const words = day.toLocaleDateString("nl-NL", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
    const times = [value("start_time"), value("end_time")].filter(Boolean).map((time) => time.replace(/^0/, "").replace(":", "."));
    const line = times.length === 2 ? `${words}, ${times.join(" – ")} uur` : words;
    row.querySelector(".wv-planned__when").textContent = line[0].toUpperCase() + line.slice(1);
  }

  function start() {
    nameEditors();
    if (cameBack) goOnSaving();
    document.addEventListener("change", nameDate);
    document.getElementById("id_municipality")?.addEventListener("change", openWijken);
    for (const question of new Set(rules.map(([name]) => name))) {
      document.getElementById(`id_${question}`)?.addEventListener("change", show);
    }
    show();
    showInRows();
    document.addEventListener("change", showInRows);
    document.getElementById("id_planned_questions-ADD")?.addEventListener("click", () => setTimeout(showInRows, 50));
    const dates = document.getElementById("id_planned_dates-FORMS");
    if (dates && !document.querySelector(".wv-planned:not(.deleted)")) {
      const at = document.activeElement;
      // The admin's main element scrolls, not the window.
      const main = document.querySelector("main");
      const top = main?.scrollTop;
      document.getElementById("id_planned_dates-ADD")?.click();
      // Wagtail moves the focus to the new row. Move it back to where the user was typing, or to the first field.
      setTimeout(() => {
        if (!document.activeElement?.closest("[id^=inline_child_planned_dates]") && document.activeElement !== document.body) return;
        const first = at && at !== document.body ? at : document.getElementById("id_title");
        first?.focus({ preventScroll: true });
        main?.scrollTo({ top, behavior: "instant" });
      }, 100);
    }
    // Dates in a series mostly have the same hours, so a new date copies those of the previous one.
    document.getElementById("id_planned_dates-ADD")?.addEventListener("click", () => setTimeout(takeHours, 50));
    document.getElementById("id_planned_dates-ADD")?.addEventListener("click", () => setTimeout(showInRows, 50));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", noteComingBack);
  else noteComingBack();
  // Start after Wagtail has initialised its own fields.
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
