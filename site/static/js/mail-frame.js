// A mail is as long as it is: the frame follows, so that the page scrolls and not the frame in it.
for (const frame of document.querySelectorAll("[data-fits]")) {
  const fit = () => {
    const page = frame.contentDocument?.documentElement;
    if (page) frame.style.blockSize = `${page.scrollHeight + 2}px`;
  };
  frame.addEventListener("load", () => {
    fit();
    new ResizeObserver(fit).observe(frame);
  });
  fit();
}
