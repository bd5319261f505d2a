// Opens the explanation of a term at the word itself. Without this script the word is a link to the list at the end of the page.
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const { close: closeWords } = document.currentScript.dataset;
  const card = document.createElement("div");
  card.className = "wv-begrip-card";
  card.id = "begrip-uitleg";
  card.tabIndex = -1;
  card.setAttribute("popover", "auto");
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-labelledby", "begrip-uitleg-woord");
  let open = null;
  let wasOpen = false; // a press beside the card closes it, before the click that follows
  const isOpen = (word) => open === word && card.matches(":popover-open");

  const fill = (entry) => {
    const title = document.createElement("p");
    title.className = "wv-begrip-card__title";
    title.id = "begrip-uitleg-woord";
    title.textContent = entry.querySelector("dt").textContent;
    const content = [...entry.querySelector("dd").cloneNode(true).childNodes];
    const close = document.createElement("button");
    close.type = "button";
    close.className = "wv-begrip-card__close";
    close.setAttribute("aria-label", closeWords);
    close.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(title, ...content, close);
    card.querySelector(".wv-begrippen__back").remove();
  };

  card.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") open?.setAttribute("aria-expanded", "false");
  });
  for (const word of document.querySelectorAll("a.wv-begrip")) {
    const entry = document.querySelector(word.hash);
    if (!entry) continue;
    word.setAttribute("role", "button");
    word.setAttribute("aria-expanded", "false");
    word.addEventListener("pointerdown", () => { wasOpen = isOpen(word); });
    word.addEventListener("keydown", (event) => {
      if (event.key === " ") event.preventDefault() || word.click();
    });
    word.addEventListener("click", (event) => {
      event.preventDefault();
      if (event.detail ? wasOpen : isOpen(word)) return card.hidePopover();
      open?.setAttribute("aria-expanded", "false");
      fill(entry);
      word.after(card);
      word.setAttribute("aria-expanded", "true");
      open = word;
      card.showPopover();
      card.focus();
    });
  }
})();
