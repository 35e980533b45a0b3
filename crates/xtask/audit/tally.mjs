// Counts checks, and prints a line for each. A check that broke has failed; no check at all has failed too.

export class Tally {
  #filter;
  #passed = 0;
  #failed = 0;

  constructor(filter) {
    this.#filter = filter;
  }

  /** Whether somebody wants to know about that. */
  wants(name) {
    return !this.#filter || name.includes(this.#filter);
  }

  /** A check, and what it found, a line each. Nothing found is what is wanted. */
  check(name, problems) {
    if (problems.length === 0) this.#passed += 1;
    else this.#failed += 1;
    console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name}`);
    for (const problem of problems) console.log(`     ${problem}`);
  }

  /** A line that judges nothing. */
  note(text) {
    console.log(`     ${text}`);
  }

  /** Does something, and says how long it took. */
  async time(what, work) {
    const begin = performance.now();
    try {
      return await work();
    } finally {
      this.note(`${what}: ${Math.round((performance.now() - begin) / 1000)} s`);
    }
  }

  /** The closing line; says whether all is well. */
  close() {
    console.log(`\n${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 && this.#passed > 0;
  }
}
