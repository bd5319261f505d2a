// Run Lighthouse as a phone on one page of each kind in the sitemap of a running demo. Fail below the bar.
//   make demo            (in one terminal)
//   make lighthouse      (in another; PORT or DEMO_URL and RUNS change the address and the number of runs)
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const BAR = { accessibility: 100, "best-practices": 100, seo: 100, performance: 95 };
const DEMO_URL = (process.env.DEMO_URL ?? `http://localhost:${process.env.PORT ?? 8000}`).replace(/\/$/, "");
const RUNS = Number(process.env.RUNS ?? 5);
const FLAGS = [
  "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

const installed = createRequire(new URL("../var/lighthouse/package.json", import.meta.url));
const load = (name) => import(pathToFileURL(installed.resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const chromeLauncher = await load("chrome-launcher");

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Return one address of each kind. Pages at the same depth below the same first step of the path are of one kind. */
async function addresses() {
  const answer = await fetch(`${DEMO_URL}/sitemap.xml`);
  if (!answer.ok) throw new Error(`${DEMO_URL}/sitemap.xml answers ${answer.status}; is the demo running?`);
  const kinds = new Map();
  for (const [, address] of (await answer.text()).matchAll(/<loc>(.*?)<\/loc>/g)) {
    const steps = new URL(address).pathname.split("/").filter(Boolean);
    const kind = `${steps[0] ?? ""} ${steps.length}`;
    if (!kinds.has(kind)) kinds.set(kind, DEMO_URL + new URL(address).pathname);
  }
  return [...kinds.values()];
}

const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: FLAGS,
});
let missed = 0;
try {
  for (const address of await addresses()) {
    const scores = Object.fromEntries(Object.keys(BAR).map((name) => [name, []]));
    const wrong = new Set();
    for (let run = 0; run < RUNS; run++) {
      const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error", onlyCategories: Object.keys(BAR) });
      for (const name of Object.keys(BAR)) {
        scores[name].push(Math.round(lhr.categories[name].score * 100));
        for (const { id, weight } of lhr.categories[name].auditRefs) {
          const { score } = lhr.audits[id];
          if (weight && score !== null && score < 0.9) wrong.add(id);
        }
      }
    }
    const medians = Object.fromEntries(Object.entries(scores).map(([name, all]) => [name, median(all)]));
    const below = Object.keys(BAR).filter((name) => medians[name] < BAR[name]);
    missed += below.length;
    const words = Object.entries(medians).map(([name, score]) => `${name} ${score}`).join(", ");
    console.log(`${below.length ? "BELOW" : "ok   "} ${address}: ${words}${below.length ? ` (${[...wrong].join(", ")})` : ""}`);
  }
} finally {
  await chrome.kill();
}
process.exitCode = missed ? 1 : 0;
