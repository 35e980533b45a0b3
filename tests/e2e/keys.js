// What has the focus: what a person would call it, and what the probe before this finds wrong with how it looks.
const clean = (words) => (words ?? '').replace(/\s+/g, ' ').trim();
const node = document.activeElement;
const labelled = (node.getAttribute('aria-labelledby') ?? '')
  .split(/\s+/)
  .map((id) => clean(document.getElementById(id)?.textContent))
  .join(' ');
const names = [
  labelled,
  node.getAttribute('aria-label'),
  ...[...(node.labels ?? [])].map((label) => label.innerText),
  node.localName === 'body' ? '' : node.innerText,
];
return {
  name: names.map(clean).find(Boolean) ?? '',
  problems: window.wattpoolProbe.focus()?.found ?? [],
};
