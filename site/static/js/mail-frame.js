// Makes each frame as high as the mail in it, so that the page scrolls and not the frame.
for (const frame of document.querySelectorAll("[data-fits]")) {
  const fit = () => {
    const body = frame.contentDocument?.body; // the document element is at least as high as the frame
    if (body?.offsetHeight) frame.style.blockSize = `${body.offsetHeight + 2}px`;
  };
  frame.addEventListener("load", () => {
    fit();
    new ResizeObserver(fit).observe(frame);
  });
  fit();
}
