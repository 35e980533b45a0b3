// Starts the app: language and colours before the first paint, the one Trusted Types policy, the WebAssembly,
// and readable words where that cannot be. It holds nothing of the app itself, and only those words of each
// language that are needed where no dictionary can be fetched.
"use strict";
(() => {
  const { js, wasm, integrity, app, worker } = document.currentScript.dataset;
  // What belongs to this script lies beside it: in a release in a folder that is named by what is in it.
  const home = new URL(".", document.currentScript.src).pathname;
  const patience = 20_000;

  const words = {
    // words:begin, written by `cargo xtask words`
    "en": {
      loading: "Filling the pool…",
      slow: "This takes longer than usual. Check your network; it is still being tried.",
      failed: "Wattpool could not be loaded. Check your network, then try again.",
      tooOld: "This browser is too old for Wattpool: it cannot run its WebAssembly. A newer one will do.",
      again: "Try again",
    },
    "zh-Hans": {
      loading: "正在注满能源池……",
      slow: "这次比平时慢一些。检查一下网络；应用还在继续尝试。",
      failed: "Wattpool 没能加载出来。检查一下网络，再试一次。",
      tooOld: "这个浏览器太旧，无法运行 Wattpool 的 WebAssembly。换一个较新的浏览器就可以了。",
      again: "重试",
    },
    "es": {
      loading: "Llenando el fondo común…",
      slow: "Está tardando más de lo normal. Revisa tu conexión; seguimos intentándolo.",
      failed: "No se pudo cargar Wattpool. Revisa tu conexión y vuelve a intentarlo.",
      tooOld: "Este navegador es demasiado antiguo para Wattpool: no puede ejecutar su WebAssembly. Con uno más reciente funcionará.",
      again: "Intentar de nuevo",
    },
    "de": {
      loading: "Der Pool füllt sich …",
      slow: "Das dauert länger als sonst. Prüfe deine Internetverbindung; wir versuchen es weiter.",
      failed: "Wattpool konnte nicht geladen werden. Prüfe deine Internetverbindung und versuch es dann noch einmal.",
      tooOld: "Dieser Browser ist zu alt für Wattpool: Er kann dessen WebAssembly nicht ausführen. Mit einem neueren klappt es.",
      again: "Noch einmal versuchen",
    },
    "ar": {
      loading: "جارٍ ملء المجمّع…",
      slow: "يستغرق هذا وقتًا أطول من المعتاد. تحقق من شبكتك؛ والمحاولة ما زالت مستمرة.",
      failed: "تعذّر تحميل Wattpool. تحقق من شبكتك، ثم حاول مرة أخرى.",
      tooOld: "هذا المتصفح أقدم من أن يشغّل Wattpool، فهو لا يستطيع تشغيل WebAssembly الخاص به. متصفح أحدث يفي بالغرض.",
      again: "إعادة المحاولة",
    },
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
  root.dataset.words = `${home}words/`;
  root.dir = language === "ar" ? "rtl" : "ltr";

  // Whoever opens the pool waits for its rows, not for the app that asks for them: the same questions, asked at
  // once. What another server than this page's own would be asked is not asked early; the app throws these away.
  const isPool = location.pathname === "/pool";
  if (isPool) {
    root.dataset.start = "pool";
    const ask = (path) => {
      const stop = new AbortController();
      const how = { credentials: "same-origin", redirect: "manual", cache: "no-store", signal: stop.signal };
      const answer = fetch(path, how);
      answer.catch(() => {}); // Whoever takes it hears of it.
      return { answer, stop };
    };
    window.wattpoolEarly = { "/tx/pool": ask("/tx/pool"), "/usr/alive": ask("/usr/alive") };
  }

  // The dictionary comes while the app does. So does the part of a release that follows the first one, but not
  // where rows of the pool would have to wait for it; there the first part asks for it.
  const fetchAhead = (href) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    document.head.append(link);
  };
  fetchAhead(`${root.dataset.words}${language}.txt`);
  if (app && !isPool) fetchAhead(app);

  // The app's templates are plain markup. Anything that could run a script is not one of them. Of scripts only the
  // worker that the page names is started by its address.
  const dangerous = /<\s*(script|iframe|object|embed|base)|[\s"'/]on\w+\s*=|javascript:/i;
  window.trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (dangerous.test(markup) ? null : markup),
    createScriptURL: (address) => (address === worker ? address : null),
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
  // It stands there for whoever has no such script as this one.
  ready.then(() => document.querySelector(".boot-late")?.remove());

  if (typeof WebAssembly !== "object") {
    say(tooOld, true);
    return;
  }
  // Until the start page is gone, which may take another part of the app.
  const patient = setTimeout(() => say(slow, true), patience);
  const fail = (text) => {
    clearTimeout(patient);
    say(text, true);
  };
  // Once the start page is gone, what stops the app is said by `stopped.js`.
  for (const name of ["wattpool-start-failed", "wattpool-stopped"]) addEventListener(name, () => fail(failed));
  // A release says what its files have to be: of the scripts where they are fetched ahead, of the WebAssembly here.
  import(js)
    .then((module) => Promise.all([module.default({ module_or_path: fetch(wasm, { integrity }) }), ready]))
    .then(([exports]) => dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm: exports } })))
    .catch((reason) => {
      console.error(reason);
      // What was released is whole, so a browser that cannot read it is too old for it.
      fail(reason instanceof WebAssembly.CompileError ? tooOld : failed);
    });

  // What is needed only once the app is there, which says so.
  const follow = async () => {
    const { watch } = await import(`${home}stopped.js`);
    watch(language);
    const { keep, drop } = await import(`${home}edition.js`);
    await (worker ? keep(worker) : drop());
  };
  // Without it everything goes on as it is, but for times without a network.
  const start = () => follow().catch((reason) => console.info(`afterwards: ${reason}`));
  addEventListener("wattpool-started", start, { once: true });
})();
