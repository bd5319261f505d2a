/* An editor who is signed out while writing: says so before anything is lost, and goes on once somebody has signed in
   again in another tab. The form then needs a new token: signing in replaces the old one. */
(() => {
  const script = document.currentScript;
  const form = document.querySelector("[data-edit-form]");
  if (!form) return;
  let notice = null;

  async function look() {
    let csrf = "";
    try {
      const answer = await fetch(script.dataset.session, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (answer.ok && isJson) ({ csrf } = await answer.json());
    } catch {
      return; // no network: Wagtail says so itself
    }
    if (csrf) {
      for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = csrf;
      notice?.remove();
      notice = null;
    } else if (!notice) {
      notice = document.getElementById("wv-signed-out").content.firstElementChild.cloneNode(true);
      form.before(notice);
    }
  }

  form.addEventListener(
    "submit",
    (event) => {
      if (!notice) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      notice.scrollIntoView({ block: "center" });
      notice.focus();
      look();
    },
    { capture: true },
  );
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  document.addEventListener("w-autosave:error", look);
  window.addEventListener("focus", look);
  setInterval(look, 60_000);
})();
