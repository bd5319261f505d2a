// Refreshes the screen beside a door. Without a connection it keeps what it had.
(() => {
  async function refresh() {
    try {
      const response = await fetch(location.href, { cache: "no-cache", credentials: "omit" });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("main");
      if (fresh) document.querySelector("main").replaceWith(document.adoptNode(fresh));
    } catch {
      // The next turn asks again.
    }
  }
  setInterval(refresh, 20000);
})();
