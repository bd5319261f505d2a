// Keeps this conference's programme readable without a connection: asks the network first, then the copy.
const SCOPE = "{{ conference_url|escapejs }}";
const KEPT = "conferentie " + SCOPE;
const UNTIL = {{ until|stringformat:"d" }};
const FIRST = [SCOPE, SCOPE + "programma/"{% for address in addresses %}, "{{ address|escapejs }}"{% endfor %}];
const NEVER = /\/(aanmelden|scherm)\/|\.(ics|json|xml)$/;

const isOver = () => Date.now() > UNTIL;

async function clear() {
  for (const name of await caches.keys()) if (name.startsWith("conferentie ")) await caches.delete(name);
  await self.registration.unregister();
}

function mayKeep(response) {
  return response.ok && response.type === "basic" && !/private|no-store/.test(response.headers.get("Cache-Control") || "");
}

async function keep(request, response) {
  if (!mayKeep(response)) return;
  const kept = await caches.open(KEPT);
  await kept.put(request, response);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  if (isOver()) return;
  event.waitUntil((async () => {
    for (const address of FIRST) {
      try { await keep(address, await fetch(address, { credentials: "omit" })); } catch { /* asked for later */ }
    }
  })());
});

self.addEventListener("activate", (event) => event.waitUntil(isOver() ? clear() : self.clients.claim()));

async function fromCopy(request) {
  const kept = await caches.open(KEPT);
  const found = (await kept.match(request)) || (await kept.match(request, { ignoreSearch: true }));
  if (!found) return undefined;
  if (request.mode !== "navigate") return found;
  const when = new Date(found.headers.get("Date") || Date.now());
  const time = when.toLocaleString("nl-NL", { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", timeZone: "{{ zone|escapejs }}" });
  const notice = `<p class="wv-notice wv-notice--warning" role="status" data-copy-of>{{ words|escapejs }} ${time}.</p>`;
  const body = (await found.text()).replace("<!--kopie-->", notice);
  const headers = new Headers(found.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(body, { status: 200, headers });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || isOver()) return;
  const isPage = url.pathname.startsWith(SCOPE) && !NEVER.test(url.pathname);
  if (!isPage && !url.pathname.startsWith("/static/")) return;
  event.respondWith((async () => {
    const asked = fetch(request).then(async (response) => {
      await keep(request, response.clone());
      return response;
    });
    const late = new Promise((resolve) => setTimeout(resolve, 3000));
    try {
      const first = await Promise.race([asked, late]);
      if (first) return first;
    } catch { /* no connection */ }
    return (await fromCopy(request)) || asked;
  })());
});
