/* Shows the mail while somebody writes it. The server renders it, so that the preview is what people get. Without this
   script a button does the same. */
(() => {
  const form = document.querySelector("[data-write]");
  if (!form) return;
  const parts = ["wv-see", "wv-send"];
  let timer = 0;
  let asked = null;

  async function show() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const body = new FormData(form);
    body.set("preview", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of parts) {
        const made = page.getElementById(id);
        const now = document.getElementById(id);
        if (!made || !now) return;
        if (made.innerHTML !== now.innerHTML && !now.contains(document.activeElement)) now.replaceChildren(...made.childNodes);
      }
      for (const label of page.querySelectorAll(".wv-to b")) {
        const field = label.closest("label").htmlFor;
        const number = form.querySelector(`label[for="${field}"] b`);
        if (number) number.textContent = label.textContent;
      }
    } catch {
      // no network, or a newer preview is on its way
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.name === "kept_name" || event.target.name === "copy") return;
    clearTimeout(timer);
    timer = setTimeout(show, 400);
  });
})();
