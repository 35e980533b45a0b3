// The browser that the app is looked at in: a person's own window, in one language, with answers of the exchange
// that never come, or come otherwise, where a screen needs that.
import puppeteer from "puppeteer-core";

// Root and small containers need the first two.
const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-sync"];

export const WIDTHS = { phone: { width: 360, height: 740 }, wide: { width: 1280, height: 900 } };

/** Starts a browser that has never been anywhere. */
export function openBrowser(executablePath) {
  return puppeteer.launch({ executablePath, args: ARGUMENTS, headless: true });
}

/** Gives a person's cookie to a browser or to a context of it. */
export function logIn(context, home, { cookie }) {
  return context.setCookie({ ...cookie, domain: new URL(home).hostname, path: "/", httpOnly: true });
}

/** Opens a page in a fresh context of that language, for somebody or for a guest. */
export async function openWindow(browser, { home, language, person }) {
  const context = await browser.createBrowserContext();
  if (person) await logIn(context, home, person);
  const page = await context.newPage();
  await page.evaluateOnNewDocument((tag, isMember) => {
    try {
      localStorage.setItem("wattpool-language", tag);
      // As a log-in leaves it.
      if (isMember) localStorage.setItem("wattpool-member", "1");
    } catch {
      // The empty page before the first has no storage.
    }
  }, language, person !== undefined);
  return { page, close: () => context.close() };
}

/** What is emulated lasts as long as whoever asked for it, so nobody hangs up before the page does. */
const clients = new WeakMap();

/** Shows the page in those colours and that width, standing still. */
export async function look(page, { scheme, width, contrast = "no-preference", forced = "none" }) {
  if (!clients.has(page)) clients.set(page, await page.createCDPSession());
  const features = Object.entries({
    "prefers-color-scheme": scheme,
    "prefers-reduced-motion": "reduce",
    "prefers-contrast": contrast,
    "forced-colors": forced,
  }).map(([name, value]) => ({ name, value }));
  await clients.get(page).send("Emulation.setEmulatedMedia", { features });
  await page.setViewport(WIDTHS[width]);
}

/**
 * From now on requests are answered as `answers` says: a key is a method and the beginning of a path, a value is
 * "never", "lost", or a function from the request's body to a status and a body.
 */
export async function answerOtherwise(page, answers) {
  page.removeAllListeners("request");
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    const line = `${request.method()} ${new URL(request.url()).pathname}`;
    const key = Object.keys(answers).find((beginning) => line.startsWith(beginning));
    const answer = key && answers[key];
    if (!answer) return request.continue();
    if (answer === "never") return undefined;
    if (answer === "lost") return request.abort();
    const { http = 200, ...body } = answer(await bodyOf(request));
    return request.respond({
      status: http,
      contentType: "application/json; charset=utf-8",
      headers: { "X-Request-Id": "7f3a" },
      body: JSON.stringify({ msg: "", ...body }),
    });
  });
}

/** What a request that carries JSON says. */
async function bodyOf(request) {
  const text = request.postData() ?? (request.hasPostData() ? await request.fetchPostData() : undefined);
  return text ? JSON.parse(text) : null;
}

/** Waits until something with that test id, or that selector, can be seen. */
export function see(page, what) {
  const selector = /^[a-z0-9-]+$/.test(what) ? `[data-testid="${what}"]` : what;
  return page.waitForSelector(selector, { visible: true, timeout: 20_000 });
}

/** Presses what a selector finds, as a program that does not care what lies over it. */
export async function press(page, what) {
  const element = await see(page, what);
  await element.evaluate((node) => node.click());
}

/** Types into the field of that id. */
export async function type(page, id, text) {
  const field = await see(page, `#${id}`);
  await field.evaluate((node) => node.focus());
  await field.type(text);
}
