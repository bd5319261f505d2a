/* Says what a text editor leaves out of what is pasted: tables fall apart into lines, and pictures vanish. */
(() => {
  const words = document.getElementById("wv-left-out");

  document.addEventListener(
    "paste",
    (event) => {
      const editor = event.target.closest?.(".Draftail-Editor");
      if (!editor) return;
      editor.parentElement.querySelector(".wv-left-out")?.remove();
      const pasted = new DOMParser().parseFromString(event.clipboardData.getData("text/html"), "text/html");
      const found = ["table", "img"].filter((name) => pasted.body.querySelector(name));
      if (!found.length) return;
      const notice = words.content.firstElementChild.cloneNode(true);
      for (const line of notice.querySelectorAll("[data-of]")) line.hidden = !found.includes(line.dataset.of);
      const inBlocks = Boolean(editor.closest("[data-streamfield-child]"));
      for (const line of notice.querySelectorAll("[data-in]")) line.hidden = (line.dataset.in === "blocks") !== inBlocks;
      editor.after(notice);
    },
    { capture: true },
  );
})();
