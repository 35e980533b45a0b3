// Writes down what is begun in this page and not ended yet: timers, frames, listeners of window and document,
// channels, observers. `list()` names them, `close()` makes the browser itself again.
const live = new Map();
const undone = [];
const names = new WeakMap();
let last = 0;

const note = (key, what) => live.set(key, what);
const strike = (key) => live.delete(key);
const replace = (owner, name, make) => {
  const before = owner[name];
  owner[name] = make(before);
  undone.push(() => {
    owner[name] = before;
  });
};
const nameOf = (thing) => {
  if (!names.has(thing)) {
    names.set(thing, ++last);
  }
  return names.get(thing);
};

for (const [start, end, repeats] of [
  ["setTimeout", "clearTimeout", false],
  ["setInterval", "clearInterval", true],
  ["requestAnimationFrame", "cancelAnimationFrame", false],
]) {
  replace(window, start, (before) => (work, ...rest) => {
    const id = before.call(window, (...given) => {
      if (!repeats) {
        strike(start + id);
      }
      return work(...given);
    }, ...rest);
    note(start + id, [start, ...rest].join(" "));
    return id;
  });
  replace(window, end, (before) => (id) => {
    strike(start + id);
    return before.call(window, id);
  });
}

const listenerKey = (target, type, work, options) => {
  const isCapture = typeof options === "object" ? Boolean(options?.capture) : Boolean(options);
  return ["listener", target === window ? "window" : "document", type, nameOf(work), isCapture].join(" ");
};
const isWatched = (target) => target === window || target === document;
replace(EventTarget.prototype, "addEventListener", (before) => function (type, work, options) {
  const target = this ?? window;
  if (isWatched(target) && work) {
    note(listenerKey(target, type, work, options), `listener ${target === window ? "window" : "document"} ${type}`);
  }
  return before.call(target, type, work, options);
});
replace(EventTarget.prototype, "removeEventListener", (before) => function (type, work, options) {
  const target = this ?? window;
  if (isWatched(target) && work) {
    strike(listenerKey(target, type, work, options));
  }
  return before.call(target, type, work, options);
});

replace(window, "BroadcastChannel", (before) => class extends before {
  constructor(name) {
    super(name);
    note(this, `channel ${name}`);
  }
  close() {
    strike(this);
    super.close();
  }
});
replace(window, "MutationObserver", (before) => class extends before {
  observe(...what) {
    note(this, "observer");
    super.observe(...what);
  }
  disconnect() {
    strike(this);
    super.disconnect();
  }
});

return {
  list: () => [...live.values()].sort().join("\n"),
  close: () => undone.reverse().forEach((undo) => undo()),
};
