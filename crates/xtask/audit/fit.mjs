// What no checker of markup sees: whether a page fits into 320 pixels and into a window enlarged four times, whether
// targets are large enough, whether whoever presses Tab sees where they are, whether anything is lost when colours
// are forced, and whether anything moves for who wants nothing to.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { look } from "./browser.mjs";
import { tableProblems } from "./tree.mjs";

/** How often Tab is pressed at most; no page has so many places but the one with all codes, whose links are alike. */
const PRESSES = 70;
const NARROW = { phone: { width: 320, height: 640 }, "enlarged four times": { width: 320, height: 256 } };

/** How it looks at a screen. */
export async function audit({ tally, options }) {
  const probe = await readFile(new URL("probe.js", import.meta.url), "utf8");
  const visit = async (page, { title, language, heading = true }) => {
    await look(page, { scheme: "light", width: "wide" });
    await page.evaluate(probe);
    const ask = (what) => page.evaluate((name) => window.wattpoolProbe[name](), what);
    const picture = async (name) => {
      if (options.pictures) await page.screenshot({ path: join(options.results, `${name.replace(/[^\w·]+/g, "-")}.png`) });
    };
    tally.check(`fit: ${title} · the table`, await tableProblems(page));
    tally.check(`fit: ${title} · nothing moves`, await ask("motion"));
    for (const [name, size] of Object.entries(NARROW)) {
      await page.setViewport(size);
      tally.check(`fit: ${title} · ${name}`, [...(await ask("reflow")), ...(await ask("targets"))]);
      await picture(`fit: ${title} · ${name}`);
    }
    await look(page, { scheme: "dark", width: "wide", forced: "active" });
    await picture(`fit: ${title} · forced`);
    tally.check(`fit: ${title} · forced colours`, await ask("forced"));
    if (language !== "en") return;
    for (const [width, scheme] of [["phone", "light"], ["wide", "dark"]]) {
      await look(page, { scheme, width });
      tally.check(`fit: ${title} · Tab · ${width}`, await walk(page, ask, heading));
    }
  };
  return { languages: ["en", "ar"], visit };
}

/** Presses Tab until it has come round, and says what was wrong on the way. */
async function walk(page, ask, hasPlaces) {
  const [seen, found] = [new Set(), new Set()];
  for (let press = 0; press < PRESSES; press += 1) {
    await page.keyboard.press("Tab");
    const here = await ask("focus");
    if (!here) {
      if (press > 0) break;
      continue;
    }
    here.found.forEach((line) => found.add(line));
    seen.add(here.name);
  }
  if (hasPlaces && seen.size === 0) found.add("nothing here can be reached by Tab");
  return [...found];
}
