// axe-core on every screen: in light and dark, from left to right and from right to left, on a phone and wide, and
// with more contrast for whoever asks for it. No rule is switched off, and the one for the size of targets is on.
// In the dark only the rules about colours are asked again: nothing else of a page depends on the theme.
import axe from "axe-core";
import { join } from "node:path";
import { look } from "./browser.mjs";

const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"] };
/** Whoever asks for more contrast gets 7 : 1. Colours do not depend on the language. */
const CONTRAST = { runOnly: { type: "rule", values: ["color-contrast-enhanced"] }, resultTypes: ["violations"] };
const LOOKS = [
  ...["wide", "phone"].flatMap((width) => [
    { how: { width, scheme: "light" }, name: `light · ${width}`, rules: RULES },
    { how: { width, scheme: "dark" }, name: `dark · ${width}`, rules: COLOURS },
  ]),
  ...["light", "dark"].map((scheme) => ({ how: { width: "wide", scheme, contrast: "more" }, name: `${scheme} · more contrast`, rules: CONTRAST, only: "en" })),
];

/** How it looks at a screen. */
export function audit({ tally, options }) {
  const visit = async (page, { title, language }) => {
    await page.evaluate(axe.source);
    for (const { how, name, rules } of LOOKS.filter(({ only = language }) => only === language)) {
      await look(page, how);
      await settled(page);
      const check = `axe: ${title} · ${name}`;
      if (options.pictures) await page.screenshot({ path: join(options.results, `${check.replace(/[^\w·]+/g, "-")}.png`) });
      const { violations } = await page.evaluate((rules) => axe.run(document, rules), rules);
      tally.check(check, violations.flatMap(lines));
    }
  };
  return { languages: ["en", "ar"], visit };
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
