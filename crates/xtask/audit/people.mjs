// Who is at the exchange when it is audited, by its own interface: a seller whose lots fill the pool, a member with
// a history, one with none, and an operator.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";

const PASSWORD = "winter kettle orbit lantern";
const HOUR = 3_600_000;
const TYPES = ["solar", "water", "wind"];
const NOTES = ["", "Roof of the old dairy", "Von der Südseite", "Mill stream, lower wheel", "من سطح المدرسة القديمة"];

/** Opens the accounts, fills the pool and makes some history. Gives each person's cookie. */
export async function settle({ home, exchange, database }) {
  const people = {};
  for (const name of ["seller", "member", "newcomer", "operator"]) people[name] = await signUp(home, name);
  // The member is logged in somewhere else too.
  await logIn(home, "member");
  execFileSync(exchange, ["operator", "operator", "--database", database]);

  const lots = Array.from({ length: 48 }, (_, place) => lot(place));
  const delivered = await deliver(home, people.seller, lots);
  await deliver(home, people.member, lots.slice(0, 3));
  const own = await deliver(home, people.member, lots.slice(3, 5));
  await call(home, people.member, "DELETE", `/tx/delivery/${own[0].txHash}`);
  const wanted = delivered.slice(0, 3).map(({ txHash }, place) => ({ txHash, value: lots[place].value }));
  await call(home, people.member, "PUT", "/tx/purchase", { tx: wanted });
  return people;
}

function lot(place) {
  return {
    type: TYPES[place % TYPES.length],
    power: 2_000 + 500 * place,
    amount: 9_000 + 3_250 * place,
    value: 12 + 7 * place,
    timestampExpire: Date.now() + (2 + place) * HOUR,
    inputData: NOTES[place % NOTES.length],
  };
}

async function signUp(home, account) {
  await call(home, null, "POST", "/usr/signup", { account, password: PASSWORD });
  return logIn(home, account);
}

async function logIn(home, account) {
  const answer = await call(home, null, "POST", "/usr/login", { account, password: PASSWORD });
  const [name, value] = answer.cookie.split(";")[0].split("=");
  return { account, cookie: { name, value } };
}

async function deliver(home, person, lots) {
  return (await call(home, person, "POST", "/tx/delivery", { tx: lots })).result;
}

async function call(home, person, method, path, body) {
  const headers = { "Content-Type": "application/json", Origin: home, "Idempotency-Key": randomUUID() };
  if (person) headers.Cookie = `${person.cookie.name}=${person.cookie.value}`;
  const answer = await fetch(`${home}${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return { ...JSON.parse(text), cookie: answer.headers.get("set-cookie") ?? "" };
}
