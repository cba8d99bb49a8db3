// node duckdb.cjs SCRIPT THREADS: runs it in the current folder and prints the rows of its selects, cells between commas.
const { DuckDBInstance } = require("@duckdb/node-api");
const fs = require("fs");

(async () => {
  const instance = await DuckDBInstance.create(":memory:", { threads: process.argv[3] });
  const database = await instance.connect();
  for (const statement of fs.readFileSync(process.argv[2], "utf8").split(";")) {
    const text = statement.replace(/^--.*$/gm, "").trim();
    if (text === "") continue;
    const result = await database.runAndReadAll(text);
    if (/^(select|with)/.test(text)) for (const row of result.getRows()) console.log(row.map(String).join(","));
  }
  process.exit(0);
})().catch((error) => { console.error(error.message); process.exit(1); });
