// Starts the app: colours before the first paint, the one Trusted Types policy, the WebAssembly, and
// readable words where that cannot be. It holds nothing of the app itself.
"use strict";
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const patience = 20_000;

  try {
    const theme = localStorage.getItem("wattpool-theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is closed; the system's colours stay.
  }

  // The app's templates are plain markup. Anything that could run a script is not one of them.
  const dangerous = /<\s*(script|iframe|object|embed|base)|[\s"'/]on\w+\s*=|javascript:/i;
  window.trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (dangerous.test(markup) ? null : markup),
  });

  const ready = new Promise((resolve) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });

  const say = (text) =>
    ready.then(() => {
      const line = document.getElementById("boot-text");
      const retry = document.getElementById("boot-retry");
      if (!line || !retry) return;
      line.textContent = text;
      retry.hidden = false;
      retry.addEventListener("click", () => location.reload(), { once: true });
    });

  if (typeof WebAssembly !== "object") {
    say("This browser is too old for Wattpool: it knows no WebAssembly. A newer one will do.");
    return;
  }
  const slow = setTimeout(() => say("This takes longer than usual. Check your network; it is still being tried."), patience);
  import(js)
    .then((module) => Promise.all([module.default({ module_or_path: wasm }), ready]))
    .then(([exports]) => dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm: exports } })))
    .catch((reason) => {
      console.error(reason);
      say("Wattpool could not be loaded. Check your network, then try again.");
    })
    .finally(() => clearTimeout(slow));
})();
