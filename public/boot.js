// Starts the app: language and colours before the first paint, the one Trusted Types policy, the WebAssembly,
// and readable words where that cannot be. It holds nothing of the app itself, and only those words of each
// language that are needed where no dictionary can be fetched.
"use strict";
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const patience = 20_000;

  const words = {
    // words:begin, written by `cargo xtask words`
    "en": { loading: "Filling the pool…", slow: "", failed: "x", tooOld: "x", again: "Try again" },
    // words:end
  };

  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is closed.
    }
  };
  const root = document.documentElement;
  const theme = remembered("wattpool-theme");
  if (theme) root.dataset.theme = theme;

  // The language that was chosen here, else the first that the person reads and we speak, else English.
  const primary = (tag) => tag.toLowerCase().split("-")[0];
  const spoken = (tag) => Object.keys(words).find((known) => primary(known) === primary(tag));
  const wanted = [remembered("wattpool-language"), ...navigator.languages].filter(Boolean);
  const language = wanted.map(spoken).find(Boolean) ?? "en";
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";

  // The dictionary comes while the app does.
  const dictionary = document.createElement("link");
  Object.assign(dictionary, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: `/words/${language}.txt` });
  document.head.append(dictionary);

  // The app's templates are plain markup. Anything that could run a script is not one of them.
  const dangerous = /<\s*(script|iframe|object|embed|base)|[\s"'/]on\w+\s*=|javascript:/i;
  window.trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (dangerous.test(markup) ? null : markup),
  });

  const ready = new Promise((resolve) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });

  const say = (text, hasRetry) =>
    ready.then(() => {
      const line = document.getElementById("boot-text");
      const retry = document.getElementById("boot-retry");
      if (!line || !retry) return;
      line.textContent = text;
      if (!hasRetry) return;
      retry.textContent = words[language].again;
      retry.hidden = false;
      retry.addEventListener("click", () => location.reload(), { once: true });
    });
  const { loading, slow, failed, tooOld } = words[language];
  say(loading, false);

  if (typeof WebAssembly !== "object") {
    say(tooOld, true);
    return;
  }
  addEventListener("wattpool-start-failed", () => say(failed, true), { once: true });
  const patient = setTimeout(() => say(slow, true), patience);
  import(js)
    .then((module) => Promise.all([module.default({ module_or_path: wasm }), ready]))
    .then(([exports]) => dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm: exports } })))
    .catch((reason) => {
      console.error(reason);
      say(failed, true);
    })
    .finally(() => clearTimeout(patient));
})();
