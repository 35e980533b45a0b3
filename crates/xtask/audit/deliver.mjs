// The screens of delivering: one lot by its form, and many from the rows of a table.
import * as answers from "./answers.mjs";
import { press, see, type } from "./browser.mjs";

/** Describes a lot and sends it. */
export const described = async (page) => {
  await press(page, "#type-wind");
  await type(page, "amount", "12");
  await type(page, "power", "3");
  await type(page, "value", "9");
  await press(page, "button[type=submit]");
};

/** Pastes rows as a spreadsheet has them, and has them read. */
const pasted = (text) => async (page) => {
  await press(page, "[data-testid=many-lots] details summary");
  const field = await see(page, "#lots-rows");
  await field.evaluate((node, text) => {
    node.value = text;
    node.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
  await press(page, "#lots-rows + button");
};
const HEAD = "type;amount;power;value;timestampExpire;inputData";
const ROWS = [HEAD, "solar;12;3;9;24;Roof of the old dairy", "wind;40;8;;48;", "water;7;2;5;12;من سطح المدرسة القديمة"];
/** More lots than are sent at once. */
const MANY = 12;
const looked = async (page) => {
  await pasted(ROWS.join("\n"))(page);
  await see(page, "ship");
};
const shipped = (what) => async (page) => {
  await looked(page);
  await press(page, "ship");
  await see(page, what);
};

export const DELIVER = [
  { name: "/deliver loaded", path: "/deliver" },
  {
    name: "/deliver with problems",
    path: "/deliver",
    then: async (page) => {
      await type(page, "amount", "much");
      await press(page, "button[type=submit]");
      await see(page, "problem-summary");
    },
  },
  {
    name: "/deliver under way",
    path: "/deliver",
    answers: { "POST /tx/delivery": "never" },
    then: async (page) => {
      await described(page);
      await see(page, "form .busy");
    },
  },
  {
    name: "/deliver at fault",
    path: "/deliver",
    answers: { "POST /tx/delivery": answers.code(500, 930) },
    then: async (page) => {
      await described(page);
      await see(page, "message");
    },
  },
  {
    name: "/deliver delivered",
    path: "/deliver",
    then: async (page) => {
      await described(page);
      await see(page, "delivered");
    },
  },
  { name: "/deliver with rows read", path: "/deliver", then: looked },
  {
    name: "/deliver with rows to mend",
    path: "/deliver",
    then: async (page) => {
      await pasted([...ROWS, "coal;much;;;;", "solar;1,5;1;1;24;"].join("\n"))(page);
      await see(page, ".row-problems");
    },
  },
  {
    name: "/deliver with no rows",
    path: "/deliver",
    then: async (page) => {
      await pasted("")(page);
      await see(page, "#lots-file-problem");
    },
  },
  { name: "/deliver shipping", path: "/deliver", answers: { "POST /tx/delivery": "never" }, then: shipped("progress") },
  {
    name: "/deliver not known whether shipped",
    path: "/deliver",
    answers: { "POST /tx/delivery": "lost" },
    then: shipped("[data-testid=many-lots] [data-testid=message]"),
  },
  { name: "/deliver shipped", path: "/deliver", answers: answers.SHIPPED, then: shipped("shipped") },
  {
    name: "/deliver with a shipment that was interrupted",
    path: "/deliver",
    then: async (page, otherwise) => {
      await otherwise({ "POST /tx/delivery": "never" });
      await pasted([HEAD, ...Array(MANY).fill(ROWS[1])].join("\n"))(page);
      await press(page, "ship");
      await see(page, "progress");
      await otherwise(answers.SHIPPED);
      await page.reload({ waitUntil: "domcontentloaded" });
      await see(page, "interrupted");
    },
  },
];
