// Finds what a person would: visible things by role and name, or by test id, in the open dialog if
// there is one. Arguments: role or null, name or test id, test id of what it is in or null, text of that.
const [role, name, within, text] = arguments;

const SELECTORS = {
  button: 'button, [role="button"]',
  link: 'a[href]',
  field: 'input, textarea, select',
  heading: 'h1, h2, h3, h4',
};
const clean = (words) => (words ?? '').replace(/\s+/g, ' ').trim();
const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });
const labelled = (element) =>
  (element.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => clean(document.getElementById(id)?.textContent))
    .join(' ');
const names = (element) =>
  [
    labelled(element),
    element.getAttribute('aria-label'),
    ...[...(element.labels ?? [])].flatMap((label) => [label.innerText, label.textContent]),
    role === 'field' ? '' : element.innerText,
    role === 'field' ? '' : element.textContent,
  ].map(clean);

const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
const byId = (scope, id) => {
  const selector = `[data-testid="${id}"]`;
  return [...(scope.matches?.(selector) ? [scope] : []), ...scope.querySelectorAll(selector)];
};
const scopes = within
  ? byId(root, within).filter((element) => isVisible(element) && clean(element.innerText).includes(text ?? ''))
  : [root];

return scopes.flatMap((scope) =>
  role
    ? [...scope.querySelectorAll(SELECTORS[role])].filter(
        (element) => isVisible(element) && names(element).includes(name),
      )
    : byId(scope, name).filter(isVisible),
);
