// Lighthouse with its preset for phones, on the release as the exchange serves it. Of three runs the one in the
// middle counts. Accessibility, best practices and SEO have to be whole; how fast a page is depends on the machine
// too, and is judged unless it is said to be busy.
import lighthouse from "lighthouse";
import { openBrowser, logIn } from "./browser.mjs";

const PAGES = [
  { path: "/" },
  { path: "/signup" },
  { path: "/login" },
  { path: "/pool", who: "member" },
  { path: "/account", who: "member" },
  { path: "/help/codes" },
];
const BARS = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
/** Where it is only printed how fast a page is, one run says all the rest. */
const runsOf = ({ busy }) => (busy ? 1 : 3);

/** Judges every page. */
export async function audit({ people, tally, options }) {
  for (const { path, who } of PAGES.filter(({ path }) => tally.wants(path))) {
    const runs = [];
    for (let run = 0; run < runsOf(options); run += 1) runs.push(await measure(path, people[who], options));
    for (const [category, bar] of Object.entries(BARS)) {
      const sorted = [...runs].sort((one, other) => score(one, category) - score(other, category));
      const middle = sorted[Math.floor(runs.length / 2)];
      const is = score(middle, category);
      const name = `lighthouse: ${path} · ${category} ${is} (${runs.map((run) => score(run, category)).join(", ")})`;
      const costs = is < 100 ? lost(middle, category) : [];
      const isGood = is >= bar || (category === "performance" && options.busy);
      tally.check(name, isGood ? [] : [`less than ${bar}`, ...costs]);
      if (isGood) costs.forEach((line) => tally.note(line));
    }
  }
}

/** One run in a browser of its own, which nothing was loaded into before. */
async function measure(path, person, { home, browser: program }) {
  const browser = await openBrowser(program);
  try {
    if (person) await logIn(browser, home, person);
    const page = await browser.newPage();
    const flags = { output: "json", logLevel: "error", disableStorageReset: true, onlyCategories: Object.keys(BARS) };
    const { lhr } = await lighthouse(`${home}${path}`, flags, undefined, page);
    if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    await browser.close();
  }
}

const score = (lhr, category) => Math.round(100 * lhr.categories[category].score);

/** What costs points, the dearest first. */
function lost({ categories, audits }, category) {
  return categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .sort((one, other) => (1 - audits[other.id].score) * other.weight - (1 - audits[one.id].score) * one.weight)
    .map(({ id }) => `${id} ${Math.round(100 * audits[id].score)}: ${audits[id].displayValue ?? audits[id].title}${nodes(audits[id])}`);
}

function nodes({ details }) {
  const found = (details?.items ?? []).map((item) => item.node?.selector ?? item.description).filter(Boolean);
  return found.length > 0 ? ` — ${found.slice(0, 5).join("; ")}` : "";
}
