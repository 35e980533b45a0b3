// A clock of this page's own: it goes as ever, and leaps when it is told to. A leap goes from timer to timer, and
// while a request is under way it goes as ever too, so that the time limit of a request means what it says.
(() => {
  const real = { now: Date.now.bind(Date), setInterval: setInterval.bind(globalThis), fetch: fetch.bind(globalThis) };
  let ahead = 0;
  const now = () => real.now() + ahead;
  Date.now = now;

  const timers = new Map();
  let last = 0;
  const set = (repeats) => (call, wait = 0, ...values) => {
    const period = Math.max(repeats ? 1 : 0, Number(wait) || 0);
    timers.set(++last, { due: now() + period, period: repeats ? period : null, call: () => call(...values) });
    return last;
  };
  const clear = (id) => void timers.delete(id);
  Object.assign(globalThis, {
    setTimeout: set(false),
    setInterval: set(true),
    clearTimeout: clear,
    clearInterval: clear,
  });
  const next = () => [...timers].sort(([, one], [, other]) => one.due - other.due)[0];
  const runDue = () => {
    for (let first = next(); first && first[1].due <= now(); first = next()) {
      const [id, timer] = first;
      if (timer.period === null) timers.delete(id);
      else timer.due += timer.period;
      timer.call();
    }
  };
  real.setInterval(runDue, 5);

  // What is under way, and of the beats how many there were and how long they took together.
  let underWay = 0;
  const beats = { count: 0, took: 0 };
  const follow = (promise) => {
    underWay += 1;
    const end = () => (underWay -= 1);
    promise.then(end, end);
    return promise;
  };
  globalThis.fetch = (request, ...options) => {
    const begun = now();
    const answer = follow(real.fetch(request, ...options));
    if (new URL(request.url ?? request, location).pathname === '/usr/alive') {
      beats.count += 1;
      const end = () => (beats.took += now() - begun);
      answer.then(end, end);
    }
    return answer;
  };
  const text = Response.prototype.text;
  Response.prototype.text = function () {
    return follow(text.call(this));
  };

  let memory = null;
  addEventListener('TrunkApplicationStarted', (event) => (memory = event.detail.wasm.memory));

  const { port1, port2 } = new MessageChannel();
  const turn = () =>
    new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  const settled = async () => {
    do await turn();
    while (underWay > 0);
  };
  globalThis.soak = {
    leap: async (span) => {
      const end = now() + span;
      for (;;) {
        await settled();
        const due = next()?.[1].due ?? Infinity;
        ahead += Math.max(0, Math.min(due, end) - now());
        runDue();
        if (now() >= end) return;
      }
    },
    figures: () => ({
      now: now(),
      beats: beats.count,
      took: beats.took,
      wasm: memory.buffer.byteLength,
      elements: document.querySelectorAll('*').length,
    }),
  };
})();
