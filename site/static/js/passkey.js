// Shows below the button that a passkey did not work. The browser itself only closes its dialog.
(() => {
  const notice = document.getElementById("passkey-failed");
  let asked = null;
  document.addEventListener("click", (event) => {
    asked = event.target.closest("button") || asked;
    notice.hidden = true;
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const place = asked && (asked.closest(".wv-button-row") || asked);
    if (place) place.after(notice);
    notice.hidden = false;
  });
})();
