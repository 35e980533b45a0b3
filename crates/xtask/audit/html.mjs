// The Nu HTML checker on the page as it is sent and on the document of every screen as the app has built it.
// Warnings are printed, errors judged.
import { execFile } from "node:child_process";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** Writes every document down, then checks them all at once: starting the checker takes longer than its work. */
export async function audit({ tally, options }) {
  const folder = join(options.results, "html");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const names = new Map();
  const keep = (title) => {
    const file = `${String(names.size).padStart(3, "0")}.html`;
    names.set(file, title);
    return join(folder, file);
  };
  if (tally.wants("dist/index.html")) await copyFile(join(options.dist, "index.html"), keep("dist/index.html"));
  const visit = async (page, { title }) => {
    const markup = await page.evaluate(() => document.documentElement.outerHTML);
    await writeFile(keep(title), `<!doctype html>\n${markup}\n`);
  };
  const finish = async () => {
    const messages = names.size > 0 ? await tally.time("the checker of markup", () => check(folder)) : [];
    for (const [file, title] of names) {
      const found = messages.filter(({ url }) => basename(url) === file);
      const say = ({ type, message, extract }) => `${type}: ${message} — ${(extract ?? "").replace(/\s+/g, " ").trim()}`;
      tally.check(`vnu: ${title}`, found.filter(({ type }) => type !== "info").map(say));
      for (const message of found.filter(({ type }) => type === "info")) tally.note(say(message));
    }
  };
  return { languages: ["en", "ar"], visit, finish };
}

/** What the checker says of a folder. It ends with a failure where it found something, which is no failure of ours. */
function check(folder) {
  const how = ["-jar", JAR, "--format", "json", "--exit-zero-always", "--skip-non-html", folder];
  return new Promise((resolve, reject) => {
    execFile("java", how, { maxBuffer: 64 * 1024 * 1024 }, (error, _, said) => {
      if (error) reject(new Error(`the checker of markup: ${error.message}`));
      else resolve(JSON.parse(said).messages);
    });
  });
}
