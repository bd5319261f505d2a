// Shows the button that opens the print dialog. Without this script people print with their browser's own menu.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
