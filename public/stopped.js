// The page after an error of ours that the app cannot go on from: it is never left without a word, nor with buttons
// that do nothing. It needs nothing of the app, and is there before it is needed, so it needs no network either.
"use strict";

const words = {
  // words:begin, written by `cargo xtask words`
  "en": {
    heading: "Wattpool has stopped",
    text: "An error of ours has stopped this page. Reload it to go on. Whatever was confirmed to you is done.",
    id: "Error id:",
    reload: "Reload the page",
  },
  "zh-Hans": {
    heading: "Wattpool 已停止运行",
    text: "我们这边的一个错误让本页面停了下来。刷新页面即可继续。凡是已向你确认的，都已完成。",
    id: "错误编号：",
    reload: "刷新页面",
  },
  "es": {
    heading: "Wattpool se ha detenido",
    text: "Un error nuestro ha detenido esta página. Recárgala para seguir. Todo lo que se te confirmó está hecho.",
    id: "Identificador del error:",
    reload: "Recargar la página",
  },
  "de": {
    heading: "Wattpool wurde angehalten",
    text: "Ein Fehler von uns hat diese Seite angehalten. Lade sie neu, um weiterzumachen. Was dir bestätigt wurde, ist erledigt.",
    id: "Fehlerkennung:",
    reload: "Seite neu laden",
  },
  "ar": {
    heading: "توقف Wattpool",
    text: "أوقف خطأ من جانبنا هذه الصفحة. أعد تحميلها للمتابعة. كل ما أُكِّد لك قد تم.",
    id: "رمز الخطأ:",
    reload: "إعادة تحميل الصفحة",
  },
  // words:end
};

const stop = ({ heading, text, id, reload }) => {
  if (document.getElementById("fatal")) return;
  const make = (name, content, as) => Object.assign(document.createElement(name), { textContent: content }, as);
  const panel = make("dialog", "", { id: "fatal", className: "dialog", role: "alertdialog" });
  panel.setAttribute("aria-labelledby", "fatal-heading");
  panel.addEventListener("cancel", (event) => event.preventDefault());
  const button = make("button", reload, { className: "button button-primary", type: "button" });
  button.addEventListener("click", () => location.reload());
  // The app leaves the error's id at the root; what the browser stopped by itself has none.
  const number = make("p", `${id} `);
  number.append(make("code", document.documentElement.dataset.error ?? "—"));
  const body = make("div", "", { className: "dialog-body" });
  body.append(make("h2", heading, { id: "fatal-heading" }), make("p", text), number, button);
  panel.append(body);
  document.body.append(panel);
  panel.showModal();
};

export const watch = (language) => {
  const say = () => stop(words[document.documentElement.lang] ?? words[language]);
  const isTrap = (reason) => reason instanceof WebAssembly.RuntimeError;
  addEventListener("wattpool-stopped", say);
  addEventListener("error", ({ error }) => isTrap(error) && say());
  addEventListener("unhandledrejection", ({ reason }) => isTrap(reason) && say());
};
