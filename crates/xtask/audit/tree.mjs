// What the browser tells screen readers of the table: that it is one, how many rows it has in all, and which of them
// each row is. Its rows are a grid to the eye, and a browser that let that decide would forget the table.

/** A line for whatever is wrong with the table on the page, if there is one with rows. */
export async function tableProblems(page) {
  const wanted = await page.$$eval(".lots-table [data-testid=pool-row]", (rows) => rows.length);
  const tables = await page.$$eval("table", (tables) => tables.filter((table) => table.checkVisibility()).length);
  // Behind a dialog nothing is told of.
  if (wanted === 0 || (await page.$("dialog:modal"))) return [];
  const client = await page.createCDPSession();
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  await client.detach();
  const of = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role);
  const found = [];
  if (of("table").length !== tables) found.push(`${of("table").length} tables are told of, ${tables} are there`);
  if (of("row").length < wanted) found.push(`${of("row").length} rows are told of, ${wanted} and a head are there`);
  if (of("cell").length < 6 * wanted) found.push(`${of("cell").length} cells are told of in ${wanted} rows`);
  if (of("columnheader").length < 5) found.push(`${of("columnheader").length} columns have a heading`);
  return found;
}
