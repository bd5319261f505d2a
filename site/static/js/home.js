// Remembers the chosen municipality in the browser's local storage, and nowhere else.
// Choosing "Heel West-Brabant" forgets it.
(() => {
  const KEY = "wijkverband.gemeente";
  const choice = document.getElementById("gemeente");
  if (!choice) return;
  const asked = new URLSearchParams(location.search).get("gemeente");
  const known = (slug) => [...choice.options].some((option) => option.value === slug);

  try {
    if (asked === null) {
      const remembered = localStorage.getItem(KEY);
      if (remembered && known(remembered)) location.replace(`/?gemeente=${encodeURIComponent(remembered)}`);
      else if (remembered) localStorage.removeItem(KEY);
    } else if (asked === "") {
      localStorage.removeItem(KEY);
    } else if (known(asked)) {
      localStorage.setItem(KEY, asked);
    }
  } catch {
    // Local storage may be disabled. Then nothing is remembered.
  }
})();
