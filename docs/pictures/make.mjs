// Makes the pictures of the documents, and the animation of the README, from a market that is running:
//
//     cargo xtask dist && cargo xtask audit --only axe --filter "/ loaded" --keep    (installs what drives the browser)
//     target/release/exchange serve --listen 127.0.0.1:3000 --database sqlite:///tmp/pictures.db
//     target/release/exchange simulate --url http://127.0.0.1:3000
//     node docs/pictures/make.mjs http://127.0.0.1:3000
//
// The pictures were made smaller afterwards, to a palette each. It opens an account of its own there. It judges nothing; the audit does that.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { animation } from "./animation.mjs";

const puppeteer = createRequire(new URL("../../target/tools/audit/", import.meta.url))("puppeteer-core");
const home = process.argv[2];
const place = (name) => fileURLToPath(new URL(name, import.meta.url));
const person = { name: process.argv[3] ?? "Lena Placeholder", password: "violet kettle orbits slowly" };
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--force-color-profile=srgb"],
});
const page = await browser.newPage();
const see = (testId) => page.waitForSelector(`[data-testid=${testId}]`, { visible: true });
const button = async (text) => (await page.waitForSelector(`::-p-xpath(//button[normalize-space()="${text}" and not(@aria-disabled="true")])`, { visible: true })).click();
const fill = (name, text) => page.type(`#${name}`, text);
const shot = (name) => page.screenshot({ path: place(name) });

/** Shows the page in those colours and that width, standing still. */
async function look(scheme, width, height) {
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await page.setViewport({ width, height });
}

async function go(path, testId) {
  await page.goto(home + path);
  await see(testId);
  await pause(600);
}

/** Picks that many lots of the pool that nobody else has taken yet. */
async function pick(count, frame = async () => {}) {
  for (let picked = 0; picked < count; picked += 1) {
    const boxes = await page.$$("[data-testid=select-row]:not([disabled]):not(:checked)");
    await boxes[picked].click();
    await pause(300);
    await frame();
  }
}

const frames = [];
const frame = (ms) => async () => frames.push({ png: Buffer.from(await page.screenshot()), ms });

await look("light", 840, 540);
await page.goto(home);
await page.waitForSelector("h1", { visible: true });
await pause(600);
await frame(2500)();
await look("light", 1280, 900);
await shot("welcome.png");
await look("light", 840, 540);
await page.goto(`${home}/signup`);
await page.waitForSelector("[name=username]", { visible: true });
await fill("username", person.name);
await fill("password", person.password);
await pause(300);
await frame(1500)();
await page.keyboard.press("Enter");
await see("pool-row");
await pause(1000);
await frame(2000)();
const skip = await page.$("::-p-text(Skip the tour)");
if (skip) await skip.click();
await pause(400);
await frame(900)();
await pick(3, frame(700));
await button("Review purchase");
await pause(500);
await frame(2500)();
await button("Buy now");
await see("lot-outcome");
await pause(500);
await frame(3000)();
writeFileSync(place("purchase.png"), animation(frames));
await button("Done");

await look("light", 1280, 800);
await go("/pool", "pool-row");
await pick(3);
await shot("pool-wide.png");
await button("Clear");
await button("Prices and supply");
await see("supply-chart");
await pause(600);
await shot("prices.png");
await button("Prices and supply");

await go("/deliver", "many-lots");
await page.click("#type-solar");
await fill("amount", "18.4");
await fill("power", "7.5");
await fill("value", "9");
await fill("inputData", "South roof, clear since ten");
await page.click("button[type=submit]");
await see("delivered");
await go("/account", "account-lot");
await shot("account.png");

await look("dark", 1280, 800);
await go("/pool", "pool-row");
await pick(3);
await button("Review purchase");
await pause(400);
await shot("review-dark.png");
await button("Cancel");
await look("dark", 360, 740);
await go("/pool", "pool-row");
await shot("pool-phone.png");
await look("light", 360, 740);
await go("/deliver", "many-lots");
await page.click("button[type=submit]");
await see("problem-summary");
await shot("deliver-phone.png");
await browser.close();
