// Shares the address of a page: with the browser's own menu, or else by copying it. Without this script the button is hidden.
for (const button of document.querySelectorAll("[data-share]")) {
  const said = document.getElementById(button.dataset.said);
  const shared = { url: button.dataset.share, title: button.dataset.title };
  const byMenu = Boolean(navigator.share) && (!navigator.canShare || navigator.canShare(shared));
  if (!byMenu && !navigator.clipboard) continue; // on http
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      if (byMenu) await navigator.share(shared);
      else {
        await navigator.clipboard.writeText(shared.url);
        said.textContent = button.dataset.done;
      }
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = button.dataset.failed; // closing the menu is no failure
    }
  });
}
