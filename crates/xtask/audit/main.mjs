// Judges the app as an exchange serves it, and closes with "N passed, N failed". What is judged, and by which bar,
// is in the files beside; `cargo xtask audit` installs, builds and starts all that this needs.
import { parseArgs } from "node:util";
import { audit as axe } from "./axe.mjs";
import { openBrowser } from "./browser.mjs";
import { audit as fit } from "./fit.mjs";
import { audit as vnu } from "./html.mjs";
import { audit as lighthouse } from "./lighthouse.mjs";
import { settle } from "./people.mjs";
import { sweep } from "./sweep.mjs";
import { Tally } from "./tally.mjs";

const { values: options } = parseArgs({
  options: {
    home: { type: "string" },
    exchange: { type: "string" },
    database: { type: "string" },
    dist: { type: "string" },
    browser: { type: "string" },
    results: { type: "string" },
    only: { type: "string" },
    filter: { type: "string" },
    pictures: { type: "boolean", default: false },
    busy: { type: "boolean", default: false },
    "no-java": { type: "boolean", default: false },
  },
});

const wants = (name) => !options.only || options.only === name;
const tally = new Tally(options.filter);
const people = await settle(options);
const browser = await openBrowser(options.browser);
const stage = { browser, people, tally, options };
if (options["no-java"]) console.log("vnu: there is no Java, so the markup was not checked");
try {
  // Those that look at screens do so together. The checker of markup comes first: nobody has touched the page yet.
  const ofScreens = Object.entries({ vnu, axe, fit }).filter(([name]) => wants(name) && !(name === "vnu" && options["no-java"]));
  const audits = await Promise.all(ofScreens.map(([, audit]) => audit(stage)));
  if (audits.length > 0) await tally.time("the screens", () => sweep(stage, audits));
  for (const { finish } of audits) await finish?.();
  if (wants("lighthouse")) await tally.time("Lighthouse", () => lighthouse(stage));
} finally {
  await browser.close();
}
process.exitCode = tally.close() ? 0 : 1;
