// Lets visitors keep a choice of sessions in their own browser, and keeps the programme readable without a connection.
(() => {
  const root = document.querySelector("[data-conference]");
  if (!root) return;
  const name = `conferentie-${root.dataset.conference}`;
  const read = () => {
    try {
      return new Set(JSON.parse(localStorage.getItem(name) || "[]"));
    } catch {
      return new Set();
    }
  };
  const cards = [...document.querySelectorAll(".wv-session-card[data-run]:not(.wv-session-card--cancelled)")];
  const said = document.querySelector("[data-mine-said]");
  const only = document.querySelector("[data-only-mine]");
  let chosen = read();

  function draw() {
    for (const card of cards) {
      const mine = chosen.has(card.dataset.run);
      const button = card.querySelector("[data-choose]");
      button.firstChild.textContent = mine ? "Jouw keuze" : "Bewaar";
      button.classList.toggle("wv-session-card__mine", mine);
    }
    if (only) only.hidden = chosen.size === 0 && only.getAttribute("aria-pressed") !== "true";
  }

  for (const card of cards) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "wv-session-card__keep";
    button.dataset.choose = "";
    const title = document.createElement("span");
    title.className = "wv-visually-hidden";
    title.textContent = ` ${card.querySelector("a").textContent}`;
    button.append("Bewaar", title);
    button.addEventListener("click", () => {
      chosen = read();
      if (!chosen.delete(card.dataset.run)) chosen.add(card.dataset.run);
      try {
        localStorage.setItem(name, JSON.stringify([...chosen]));
      } catch {
        if (said) said.textContent = "Je browser kan je keuze niet bewaren.";
      }
      draw();
    });
    card.append(button);
  }

  if (only) {
    const words = only.textContent;
    only.addEventListener("click", () => {
      const on = only.getAttribute("aria-pressed") !== "true";
      only.setAttribute("aria-pressed", String(on));
      only.textContent = on ? only.dataset.all : words;
      for (const card of cards) card.hidden = on && !chosen.has(card.dataset.run);
    });
  }
  if (cards.length) draw();

  if (root.dataset.scope && "serviceWorker" in navigator && Date.now() < Number(root.dataset.until) * 1000) {
    navigator.serviceWorker.register(`${root.dataset.scope}sw.js`, { scope: root.dataset.scope }).catch(() => {});
  }
})();
