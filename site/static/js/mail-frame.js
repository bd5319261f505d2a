// A mail is as long as it is: the frame follows, so that the page scrolls and not the frame in it.
for (const frame of document.querySelectorAll("[data-fits]")) {
  const fit = () => {
    const body = frame.contentDocument?.body; // the page itself is never less high than the frame
    if (body?.offsetHeight) frame.style.blockSize = `${body.offsetHeight + 2}px`;
  };
  frame.addEventListener("load", () => {
    fit();
    new ResizeObserver(fit).observe(frame);
  });
  fit();
}
