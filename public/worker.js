// Keeps the app readable without a network. It answers for pages, which it asks the network for first, and for the
// files in its list; everything else, and with it whatever an exchange says, passes by and is kept nowhere.
// `cargo xtask dist` writes the list; without one, as in development, no page starts this.
"use strict";

// files:begin, written by `cargo xtask dist`
const edition = "";
const files = {};
// files:end

const prefix = "wattpool-";
const own = prefix + edition;
// The page, as every path of the app gets it.
const shell = "/";
// How long the network may be silent before what is kept will do, in milliseconds.
const patience = 3_000;
// Files that are named by what is in them, those of another edition too: an old page may still need its own.
const isNamedByContent = (path) => /^\/[a-z]+-[0-9a-f]{8,16}(\.css$|\/)/.test(path);
// Somebody else's word in the place of an exchange that is not there.
const isNobody = (response) => [502, 503, 504].includes(response.status);

// A file as the release has it. What has no hash may be written anew at any time, and is held against none.
const released = async (path, integrity) => {
  const cache = isNamedByContent(path) ? "default" : "no-cache";
  const response = await fetch(path, { integrity, cache, credentials: "same-origin", redirect: "error" });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response;
};

const install = async () => {
  // Whatever is left of an attempt before is not trusted, and this edition is to be the newest.
  await caches.delete(own);
  const cache = await caches.open(own);
  const keep = async ([path, integrity]) => cache.put(path, await released(path, integrity));
  await Promise.all(Object.entries(files).map(keep)).catch(async (reason) => {
    await caches.delete(own);
    throw reason;
  });
};

// Forgets the editions before this one, unless more than one page is open: others may be older than this edition and
// still need what is theirs. The caches are named in the order in which they were made, so what stands behind our own is still to come.
const tidy = async () => {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length > 1) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.slice(0, Math.max(0, names.indexOf(own))).map((name) => caches.delete(name)));
};

// What the network says, or what is kept where it says nothing in time, or somebody speaks for nobody.
const newest = async (path, asked) => {
  const kept = await (await caches.open(own)).match(path, { ignoreVary: true });
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, patience, kept));
  const answer = asked.then(
    (response) => (isNobody(response) ? kept : response),
    () => kept,
  );
  return Promise.race([answer, late]);
};

const page = async (event) => {
  const asked = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  event.waitUntil(asked.catch(() => {}));
  return newest(shell, asked);
};

// Settings are written anew by whoever runs the exchange, so the last that were heard are kept.
const settings = async (event, path) => {
  const asked = fetch(event.request);
  const renew = async () => {
    const response = await asked;
    const copy = response.clone();
    if (response.ok) await (await caches.open(own)).put(path, copy);
  };
  event.waitUntil(renew().catch(() => {}));
  return newest(path, asked.then((response) => response.clone()));
};

const keptOrFetched = async (request) =>
  (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);

addEventListener("install", (event) => event.waitUntil(install()));

addEventListener("activate", (event) => {
  const begin = async () => {
    await registration.navigationPreload?.enable();
    await tidy();
    await clients.claim();
  };
  event.waitUntil(begin());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(event));
  } else if (isNamedByContent(pathname)) {
    event.respondWith(keptOrFetched(request));
  } else if (files[pathname] === "") {
    event.respondWith(settings(event, pathname));
  } else if (pathname in files && pathname !== shell) {
    event.respondWith(newest(pathname, fetch(request)));
  }
});

addEventListener("message", (event) => {
  // The person wants this edition instead of the one in use.
  if (event.data === "wattpool-use") skipWaiting();
  // A page has started, so whatever it replaced is gone.
  if (event.data === "wattpool-started") event.waitUntil(tidy());
});
