// The page's side of the worker: starts it once the app is there, and speaks with the app by events about an edition
// that waits. It never loads the page anew unless the person said so.
"use strict";

const worker = window.navigator.serviceWorker;
const say = () => dispatchEvent(new Event("wattpool-edition-waits"));
let isWanted = false;

// An edition that is installed while another one is in use waits for the person.
const watch = (registration) => {
  const look = () => registration.waiting && worker.controller && say();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  look();
  return registration;
};

export const keep = async (address) => {
  if (!worker) return;
  // Of the first that takes a page over there is nothing to say: it is of the edition that the page is.
  let hadOne = Boolean(worker.controller);
  worker.addEventListener("controllerchange", () => {
    if (isWanted) location.reload();
    else if (hadOne) say();
    hadOne = true;
  });
  const registration = watch(await worker.register(address, { updateViaCache: "none" }));
  addEventListener("wattpool-edition-wanted", () => {
    isWanted = true;
    // Where another tab was asked first, it is in use already.
    if (registration.waiting) registration.waiting.postMessage("wattpool-use");
    else location.reload();
  });
  worker.controller?.postMessage("wattpool-started");
  // A page that stays open for days hears of a new edition too.
  setInterval(() => registration.update().catch(() => {}), 3_600_000);
};

// A page that names no worker is one in development, or of a release that has none: nothing is kept for it.
export const drop = async () => {
  if (!worker) return;
  const registrations = await worker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
  const names = registrations.length ? await caches.keys() : [];
  await Promise.all(names.filter((name) => name.startsWith("wattpool-")).map((name) => caches.delete(name)));
};
