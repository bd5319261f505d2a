// Shows proposals below a search field while somebody types. Without this script the field just submits.
(() => {
  const WAIT = 150;

  for (const field of document.querySelectorAll("input[data-suggest]")) {
    const form = field.form;
    const box = document.createElement("div");
    box.className = "wv-site-search__box";
    const list = document.createElement("ul");
    list.className = "wv-suggest";
    list.hidden = true;
    const said = document.createElement("p");
    said.className = "wv-visually-hidden";
    said.setAttribute("role", "status");
    box.append(list, said);
    form.append(box);
    let timer;
    let last = "";

    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      said.textContent = "";
    };

    const row = (suggestion, typed) => {
      const link = document.createElement("a");
      link.href = suggestion.url;
      const word = document.createElement("span");
      word.className = "wv-suggest__word";
      const place = suggestion.text.toLowerCase().indexOf(typed.toLowerCase());
      if (place >= 0) {
        const bold = document.createElement("b");
        bold.textContent = suggestion.text.slice(place, place + typed.length);
        word.append(suggestion.text.slice(0, place), bold, suggestion.text.slice(place + typed.length));
      } else {
        word.textContent = suggestion.text;
      }
      const kind = document.createElement("span");
      kind.className = "wv-suggest__kind";
      kind.textContent = suggestion.kind;
      link.append(word, " ", kind);
      const item = document.createElement("li");
      item.append(link);
      return item;
    };

    const ask = async (typed) => {
      try {
        const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
        if (!answer.ok || typed !== last) return;
        const { suggestions } = await answer.json();
        if (typed !== last) return;
        list.replaceChildren(...suggestions.map((suggestion) => row(suggestion, typed)));
        list.hidden = suggestions.length === 0;
        const number = suggestions.length;
        said.textContent =
          number === 0 ? field.dataset.none : number === 1 ? field.dataset.one : field.dataset.many.replace("#", number);
      } catch {
        close();
      }
    };

    field.addEventListener("input", () => {
      last = field.value.trim();
      clearTimeout(timer);
      if (last.length < 2) {
        close();
        return;
      }
      timer = setTimeout(ask, WAIT, last);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        last = "";
        close();
        field.focus();
      }
    });
    // A click elsewhere, or leaving with Tab, puts the list away.
    form.addEventListener("focusout", (event) => {
      if (!event.relatedTarget || !form.contains(event.relatedTarget)) setTimeout(close, 150);
    });
  }

  // Opening the fold in the header puts the cursor in its field.
  for (const fold of document.querySelectorAll("details.wv-site-search")) {
    fold.addEventListener("toggle", () => {
      if (fold.open) fold.querySelector("input").focus();
    });
    fold.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && fold.open) {
        fold.open = false;
        fold.querySelector("summary").focus();
      }
    });
  }
})();
