// The screens of whoever is logged in: the pool with its panels and dialogs, the service of an operator, and what a
// session asks over them; those of delivering and of the account stand in files of their own. `who` is the member
// unless it says otherwise.
import { ACCOUNT } from "./account.mjs";
import * as answers from "./answers.mjs";
import { press, see } from "./browser.mjs";
import { DELIVER, described } from "./deliver.mjs";

const rows = (count) => async (page) => {
  await see(page, "pool-row");
  for (let place = 0; place < count; place += 1) {
    await page.evaluate((at) => document.querySelectorAll("[data-testid=select-row]:enabled")[at].click(), place);
  }
};
const picked = rows(3);

/** Picks, reviews, buys and waits for what comes of it. */
const bought = (what) => async (page) => {
  await reviewed(page);
  await press(page, "dialog[open] .button-primary");
  await see(page, what);
};
const reviewed = async (page) => {
  await picked(page);
  await press(page, ".tray .button-primary");
  await see(page, "review");
};
const drawn = async (page) => {
  await press(page, "unfold-market");
  await see(page, "supply-chart");
  await press(page, "[data-testid=supply-chart] > .button");
  // The next screen finds the pool as it is at first.
  await page.evaluate(() => localStorage.removeItem("wattpool-market"));
};

const POOL = [
  { name: "/pool loaded", path: "/pool", see: "pool-row" },
  { name: "/pool picked", path: "/pool", then: picked },
  { name: "/pool loading", path: "/pool", answers: { "GET /tx/pool": "never" }, see: ".skeleton" },
  {
    name: "/pool before it is known who is here",
    path: "/pool",
    answers: { "GET /usr/alive": "never" },
    see: "pool-row",
    heading: false,
  },
  { name: "/pool empty", path: "/pool", answers: answers.EMPTY_POOL, see: ".empty-state" },
  { name: "/pool in trouble", path: "/pool", answers: { "GET /tx/pool": "lost" }, see: "message" },
  { name: "/pool at fault", path: "/pool", answers: { "GET /tx/pool": answers.code(500, 930) }, see: "message" },
  { name: "/pool filtered", path: "/pool?type=solar,wind&note=roof&sort=value", see: ".chip" },
  { name: "/pool where no lot passes", path: "/pool?note=zzzz", see: ".empty-state" },
  {
    name: "/pool with the filters open",
    path: "/pool?type=solar",
    then: async (page) => {
      await press(page, "#filters-open");
      await see(page, "filters-done");
    },
  },
  { name: "/pool with its pictures", path: "/pool", then: drawn },
  { name: "/pool reviewing", path: "/pool", then: reviewed },
  { name: "/pool holding", path: "/pool", answers: answers.HELD, then: bought("held-lot") },
  { name: "/pool bought", path: "/pool", answers: answers.BOUGHT, then: bought("lot-outcome") },
  { name: "/pool too dear", path: "/pool", answers: answers.TOO_DEAR, then: bought("dialog [data-testid=message]") },
  { name: "/pool buying", path: "/pool", answers: { "PUT /tx/purchase": "never" }, then: bought("dialog .busy") },
  {
    name: "/pool not known whether bought",
    path: "/pool",
    answers: { "PUT /tx/purchase": "lost" },
    then: bought("dialog [data-testid=message]"),
  },
  {
    name: "/account with a purchase under way",
    path: "/pool",
    answers: { "PUT /tx/purchase": "lost" },
    then: async (page) => {
      await bought("dialog [data-testid=message]")(page);
      await press(page, "dialog .actions .button");
      await press(page, ".nav a[href='/account']");
      await see(page, "under-way");
    },
  },
  { name: "/service of an operator", path: "/service", who: "operator", see: "persist" },
  {
    name: "/service persisting",
    path: "/service",
    who: "operator",
    answers: answers.PERSISTING,
    then: async (page) => {
      await press(page, "persist");
      await see(page, "persist-progress");
    },
  },
  {
    name: "/service persisted",
    path: "/service",
    who: "operator",
    answers: answers.PERSISTED,
    then: async (page) => {
      await press(page, "persist");
      await see(page, "persisted");
    },
  },
  { name: "/pool asking whether to stay", path: "/pool", answers: answers.endsIn(100), see: "stay" },
  {
    name: "/deliver whose session is over",
    path: "/deliver",
    then: async (page, otherwise) => {
      await otherwise({ ...answers.SESSION_OVER, "POST /tx/delivery": answers.code(401, 834) });
      await described(page);
      await see(page, "log-in-again");
    },
  },
];

export const MEMBERS = [...POOL, ...DELIVER, ...ACCOUNT].map((screen) => ({ who: "member", ...screen }));
