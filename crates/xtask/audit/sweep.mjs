// Goes through every screen in each language once, and lets every audit look at it while it is there. A screen that
// cannot be brought about counts as a check that failed, so that nothing is passed over unseen.
import { answerOtherwise, look, openWindow, see } from "./browser.mjs";
import { SCREENS } from "./screens.mjs";

/** How many screens are looked at at once: as many as small machines have cores. */
const AT_ONCE = 2;
const LANGUAGES = ["en", "ar"];

/** Calls `visit` of each audit with the page of each screen in each of the languages that the audit is about. */
export async function sweep({ browser, people, tally, options }, audits) {
  const left = LANGUAGES
    .map((language) => ({ language, audits: audits.filter(({ languages }) => languages.includes(language)) }))
    .filter(({ audits }) => audits.length > 0)
    .flatMap((how) => SCREENS.map((screen) => ({ ...screen, ...how, title: `${screen.name} · ${how.language}` })))
    .filter(({ title }) => tally.wants(title));
  const work = async () => {
    for (let screen = left.shift(); screen; screen = left.shift()) {
      await show(screen, { browser, people, tally, home: options.home });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function show(screen, { browser, people, tally, home }) {
  const { language, who, title, audits } = screen;
  const { page, close } = await openWindow(browser, { home, language, person: people[who] });
  try {
    await look(page, { scheme: "light", width: "wide" });
    await reach(page, screen, home);
    for (const audit of audits) await audit.visit(page, screen);
  } catch (error) {
    tally.check(title, [String(error)]);
  } finally {
    await close();
  }
}

async function reach(page, { path, answers, then, see: sign, heading = true }, home) {
  const otherwise = (others) => answerOtherwise(page, others);
  if (answers) await otherwise(answers);
  await page.goto(`${home}${path}`, { waitUntil: "domcontentloaded" });
  if (heading) await see(page, "main h1");
  if (sign) await see(page, sign);
  if (then) await then(page, otherwise);
  // The start page goes once the app is there; what is shown of it on purpose stays.
  if (heading) await page.waitForFunction(() => !document.getElementById("boot"));
}
