// axe-core on every screen: in light and dark, from left to right and from right to left, on a phone and wide.
// No rule is switched off, and the one for the size of targets is switched on.
import axe from "axe-core";
import { join } from "node:path";
import { look } from "./browser.mjs";
import { sweep } from "./sweep.mjs";

const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};
const LANGUAGES = ["en", "ar"];
const LOOKS = ["wide", "phone"].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

/** Looks at everything. */
export function audit(stage) {
  const { tally, options } = stage;
  return sweep(stage, LANGUAGES, async (page, { title }) => {
    await page.evaluate(axe.source);
    for (const { width, scheme } of LOOKS) {
      await look(page, { width, scheme });
      await settled(page);
      const name = `axe: ${title} · ${scheme} · ${width}`;
      if (options.pictures) await page.screenshot({ path: join(options.results, `${name.replace(/[^\w·]+/g, "-")}.png`) });
      const { violations } = await page.evaluate((rules) => axe.run(document, rules), RULES);
      tally.check(name, violations.flatMap(lines));
    }
  });
}

/** Waits until two pictures in a row have been painted in the new width and colours, and nothing moves. */
function settled(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    await Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 2000).map((one) => one.finished));
  });
}

function lines({ id, impact, help, nodes }) {
  const found = nodes.map(({ target, failureSummary }) => {
    const why = failureSummary.split("\n").slice(1).join(" ").trim();
    return `  ${target.flat().join(" ")}: ${why}`;
  });
  return [`${id} (${impact}): ${help}`, ...found.slice(0, 5), ...(found.length > 5 ? [`  and ${found.length - 5} more`] : [])];
}
