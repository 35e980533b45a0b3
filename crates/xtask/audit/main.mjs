// Judges the app as an exchange serves it, and closes with "N passed, N failed". What is judged, and by which bar,
// is in the files beside; `cargo xtask audit` installs, builds and starts all that this needs.
import { parseArgs } from "node:util";
import { audit as axe } from "./axe.mjs";
import { openBrowser } from "./browser.mjs";
import { audit as fit } from "./fit.mjs";
import { audit as html } from "./html.mjs";
import { audit as lighthouse } from "./lighthouse.mjs";
import { settle } from "./people.mjs";
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

const audits = { axe, fit, lighthouse, vnu: html };
const tally = new Tally(options.filter);
const people = await settle(options);
const browser = await openBrowser(options.browser);
try {
  for (const [name, audit] of Object.entries(audits)) {
    if (options.only && options.only !== name) continue;
    if (name === "vnu" && options["no-java"]) {
      console.log("vnu: there is no Java, so the markup was not checked");
      continue;
    }
    await audit({ browser, people, tally, options });
  }
} finally {
  await browser.close();
}
process.exitCode = tally.close() ? 0 : 1;
