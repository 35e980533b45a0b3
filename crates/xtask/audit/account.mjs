// The screens of the account: what it holds, its history as a file, where it is logged in, and taking a lot back.
import { press, see } from "./browser.mjs";

const asked = async (page) => {
  await press(page, "[data-testid=account-lot][data-status=waiting] .button-small");
  await see(page, "revoke");
};
const takenAlong = (what) => async (page) => {
  await press(page, "[data-testid=take-along] button[type=submit]");
  await see(page, what);
};

export const ACCOUNT = [
  { name: "/account with its history", path: "/account", then: takenAlong("history") },
  {
    name: "/account whose history does not come",
    path: "/account",
    then: async (page, otherwise) => {
      await see(page, "open-session");
      await otherwise({ "GET /usr/account": "lost" });
      await takenAlong("[data-testid=take-along] [data-testid=message]")(page);
    },
  },
  {
    name: "/account fetching its history",
    path: "/account",
    then: async (page, otherwise) => {
      await see(page, "open-session");
      await otherwise({ "GET /usr/account": "never" });
      await takenAlong("progress")(page);
    },
  },
  {
    name: "/account not known whether a session was ended",
    path: "/account",
    answers: { "DELETE /usr/sessions": "lost" },
    then: async (page) => {
      await press(page, "[data-testid=open-session]:not(:has(.state-current)) button");
      await see(page, "[data-testid=open-sessions] [data-testid=message]");
    },
  },
  { name: "/account loaded", path: "/account", see: "open-session" },
  {
    name: "/account with the balance over time",
    path: "/account",
    then: async (page) => {
      await press(page, "unfold-balance-over-time");
      await see(page, "balance-chart");
    },
  },
  { name: "/account empty", path: "/account", who: "newcomer", see: "open-session" },
  { name: "/account loading", path: "/account", answers: { "GET /usr/account": "never" }, see: ".skeleton" },
  { name: "/account in trouble", path: "/account", answers: { "GET /usr/account": "lost" }, see: "message" },
  { name: "/account asking whether to take a lot back", path: "/account", then: asked },
  {
    name: "/account not known whether taken back",
    path: "/account",
    answers: { "DELETE /tx/delivery": "lost" },
    then: async (page) => {
      await asked(page);
      await press(page, "dialog[open] .button-primary");
      await see(page, "dialog [data-testid=message]");
    },
  },
];
