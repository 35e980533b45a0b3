// Goes through every screen in each language, and lets somebody look at it. A screen that cannot be brought about
// counts as a check that failed, so that nothing is passed over unseen.
import { answerOtherwise, look, openWindow, see } from "./browser.mjs";
import { SCREENS } from "./screens.mjs";

/** How many screens are looked at at once: as many as small machines have cores. */
const AT_ONCE = 2;

/** Calls `visit` with the page of each screen in each of those languages. */
export async function sweep({ browser, people, tally, options }, languages, visit) {
  const left = languages
    .flatMap((language) => SCREENS.map((screen) => ({ ...screen, language, title: `${screen.name} · ${language}` })))
    .filter(({ title }) => tally.wants(title));
  const work = async () => {
    for (let screen = left.shift(); screen; screen = left.shift()) {
      await show(screen, { browser, people, tally, home: options.home }, visit);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function show(screen, { browser, people, tally, home }, visit) {
  const { language, who, title } = screen;
  const { page, close } = await openWindow(browser, { home, language, person: people[who] });
  try {
    await look(page, { scheme: "light", width: "wide" });
    await reach(page, screen, home);
    await visit(page, screen);
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
