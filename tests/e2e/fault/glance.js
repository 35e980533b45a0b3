// One look at the page, as far as a person's next move depends on it. Where a dialog is open, they look at that.
// Whoever has seen all this already looks on until something changes, but not for ever.
const clean = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });
const look = () => {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1) ?? null;
  const root = dialog ?? document;
  const all = (selector, scope = root) => [...scope.querySelectorAll(selector)].filter(isVisible);
  const texts = (selector, scope) => all(selector, scope).map((element) => clean(element.innerText));
  const buttons = (scope) => texts('button:not([disabled])', scope);
  return {
    path: location.pathname,
    dialog: dialog?.dataset.testid ?? null,
    isBusy: all('[aria-busy=true], .busy, .skeleton, [data-testid=checking], #boot').length > 0,
    cards: all('[data-testid=message]').map((card) => ({
      slug: card.querySelector('.reference a')?.getAttribute('href')?.split('/').at(-1) ?? '',
      headline: texts('.message-headline', card)[0] ?? '',
      rest: texts('.message-headline + p', card)[0] ?? '',
      countdown: texts('[data-testid=countdown]', card)[0] ?? '',
      buttons: buttons(card),
    })),
    buttons: buttons(root),
    outcomes: all('[data-testid=lot-outcome]').map((row) => Number(row.dataset.code)),
    isDelivered: all('[data-testid=delivered]').length > 0,
    hasPool: all('[data-testid=pool-table]').length > 0,
    balance: texts('[data-testid=balance]')[0] ?? null,
    lots: all('[data-testid=account-lot]').map((lot) => ({ status: lot.dataset.status, text: clean(lot.innerText) })),
    openSessions: all('[data-testid=open-session]').length,
    banner: buttons(document.querySelector('[data-testid=connection]')),
    notices: all('.notice', document).length,
  };
};

const done = arguments[0];
const tell = (seen) => {
  globalThis.lastGlance = JSON.stringify(seen);
  done(seen);
};
const first = look();
if (JSON.stringify(first) !== globalThis.lastGlance) {
  tell(first);
} else {
  const end = setTimeout(() => finish(), 500);
  const observer = new MutationObserver(() => JSON.stringify(look()) !== globalThis.lastGlance && finish());
  const finish = () => {
    clearTimeout(end);
    observer.disconnect();
    tell(look());
  };
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
