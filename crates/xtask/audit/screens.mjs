// Every screen of the app: each route in each state that it has, and how it is brought about. `answers` holds what
// the exchange answers otherwise; `then` does what a person would, until the state can be seen.
import { code } from "./answers.mjs";
import { press, see, type } from "./browser.mjs";
import { MEMBERS } from "./members.mjs";

const filled = async (page, name) => {
  await type(page, "username", name);
  await type(page, "password", "winter kettle orbit lantern");
  await press(page, "button[type=submit]");
};

const GUESTS = [
  { name: "/ loaded", path: "/" },
  { name: "/signup loaded", path: "/signup" },
  {
    name: "/signup with problems",
    path: "/signup",
    then: async (page) => {
      await press(page, "button[type=submit]");
      await see(page, "problem-summary");
    },
  },
  {
    name: "/signup refused",
    path: "/signup",
    answers: { "POST /usr/signup": code(429, 829) },
    then: async (page) => {
      await filled(page, "nora");
      await see(page, "message");
    },
  },
  {
    name: "/signup under way",
    path: "/signup",
    answers: { "POST /usr/signup": "never" },
    then: async (page) => {
      await filled(page, "nora");
      await see(page, "button.busy");
    },
  },
  { name: "/login loaded", path: "/login" },
  {
    name: "/login refused",
    path: "/login",
    then: async (page) => {
      await type(page, "username", "nobody");
      await type(page, "password", "wrong kettle orbit lantern");
      await press(page, "button[type=submit]");
      await see(page, ".has-problem, [data-testid=message]");
    },
  },
  { name: "/service loaded", path: "/service", see: "service-uptime" },
  { name: "/service loading", path: "/service", answers: { "GET /serv/status": "never" }, see: ".skeleton" },
  { name: "/service in trouble", path: "/service", answers: { "GET /serv/status": "lost" }, see: "message" },
  {
    name: "/service with its notices",
    path: "/service",
    who: "member",
    answers: { "DELETE /usr/logout": "lost" },
    then: async (page) => {
      await press(page, ".header-end > button");
      await see(page, ".notice");
      await press(page, "main summary");
    },
  },
  { name: "/help/codes loaded", path: "/help/codes", see: "code-line" },
  { name: "/help/codes/823 loaded", path: "/help/codes/823", see: "code-entry" },
  { name: "/help/codes/… unknown", path: "/help/codes/no-such-code" },
  { name: "a path that is none", path: "/nowhere/at/all" },
  { name: "the start page loading", path: "/", answers: { "GET /app": "never" }, see: ".boot", heading: false },
  { name: "the start page in trouble", path: "/", answers: { "GET /app": "lost" }, see: "#boot-retry", heading: false },
  {
    name: "the banner while nobody answers",
    path: "/service",
    who: "member",
    answers: { "GET /usr/alive": "lost", "GET /serv/status": "lost" },
    see: "connection",
  },
];

/** All of them. */
export const SCREENS = [...GUESTS, ...MEMBERS];
