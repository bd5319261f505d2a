/* Chooses everybody on the list at once, and says how many are chosen. Without this script people are ticked one by one.
   The list is replaced while somebody searches, so this listens on the document. */
(() => {
  const all = () => document.querySelector("[data-choose-all]");
  const boxes = () => [...document.querySelectorAll(`input[name="${all()?.dataset.chooseAll}"]`)];

  function show() {
    const one = all();
    if (!one) return;
    const every = boxes();
    const chosen = every.filter((box) => box.checked).length;
    one.hidden = false;
    one.checked = chosen > 0 && chosen === every.length;
    one.indeterminate = chosen > 0 && chosen < every.length;
    const count = document.querySelector("[data-chosen-count]");
    if (!count) return;
    count.dataset.none ??= count.textContent;
    count.textContent = chosen ? count.dataset.some.replace("%s", chosen) : count.dataset.none;
  }

  document.addEventListener("change", (event) => {
    if (event.target === all()) for (const box of boxes()) box.checked = event.target.checked;
    show();
  });
  document.addEventListener("w-swap:success", show);
  // A browser restores ticks when somebody comes back to the page.
  addEventListener("pageshow", show);
  show();
})();
