// Looks on from before the page is built, and takes down what a person could read and how long they waited for it:
// messages, notices, the question to log in again, panics, and the longest time in which the page was busy
// and said nothing. It changes nothing, and what it knows outlives a reload.
(() => {
  const KEPT = 'watch';
  const clean = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isVisible);
  let seen = { events: [], longest: { millis: 0, what: '' } };
  try {
    seen = JSON.parse(sessionStorage.getItem(KEPT)) ?? seen;
  } catch {
    return; // Not a page of ours.
  }

  const card = (element) => ({
    kind: 'message',
    slug: element.querySelector('.reference a')?.getAttribute('href')?.split('/').at(-1) ?? '',
    headline: clean(element.querySelector('.message-headline')?.textContent),
    rest: clean(element.querySelector('.message-headline + p')?.textContent),
  });
  const notice = (element) => ({
    kind: 'notice',
    slug: /message-(\w+)/.exec(element.className)?.[1] ?? '',
    headline: clean(element.querySelector('p')?.textContent),
    rest: '',
  });
  const logIn = () => ({ kind: 'log-in', slug: '', headline: '', rest: '' });
  const shown = () => [
    ...all('[data-testid=message]').map(card),
    ...all('.notice').map(notice),
    ...all('[data-testid=log-in-again]').map(logIn),
  ];
  const same = (one) => (other) =>
    ['kind', 'slug', 'headline', 'rest'].every((part) => one[part] === other[part]);

  const busy = () => {
    const places = all('.skeleton, .busy, [aria-busy=true], [data-testid=checking], [data-testid=heartbeat][data-state=checking], #boot');
    return document.querySelector('#boot-retry:not([hidden])') ? [] : places;
  };
  const isTold = () => all('[data-testid=message], [data-testid=countdown], [data-testid=log-in-again]').length > 0;

  let wait = null;
  const endWait = () => {
    const millis = wait === null ? 0 : Date.now() - wait.since;
    if (millis > seen.longest.millis) seen.longest = { millis, what: wait.what };
  };
  const look = () => {
    const now = shown();
    for (const event of seen.events) {
      if (event.gone === null && !now.some(same(event))) event.gone = Date.now();
    }
    for (const event of now) {
      const isKnown = seen.events.some((known) => known.gone === null && same(event)(known));
      if (!isKnown) seen.events.push({ ...event, at: Date.now(), gone: null });
    }
    const places = busy();
    if (places.length === 0 || isTold()) {
      endWait();
      wait = null;
    } else {
      const what = places.map((place) => place.dataset.testid || place.className || place.id).join(', ');
      wait ??= { since: Date.now(), what };
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });

  const panic = (text) => seen.events.push({ kind: 'panic', slug: '', headline: clean(text), rest: '', at: Date.now(), gone: 0 });
  const error = console.error.bind(console);
  console.error = (...words) => {
    if (words.some((word) => String(word).includes('panicked at'))) panic(String(words[0]));
    error(...words);
  };
  addEventListener('error', (event) => panic(event.message));
  addEventListener('unhandledrejection', (event) => panic(String(event.reason)));
  addEventListener('pagehide', () => {
    endWait();
    seen.events.forEach((event) => (event.gone ??= Date.now()));
    sessionStorage.setItem(KEPT, JSON.stringify(seen));
  });

  // Everything since the last time; what is still in sight is told again the next time.
  globalThis.watched = () => {
    look();
    endWait();
    const told = seen;
    seen = { events: told.events.filter((event) => event.gone === null), longest: { millis: 0, what: '' } };
    return JSON.parse(JSON.stringify(told));
  };
})();
