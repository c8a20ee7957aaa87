import pg from "pg";
import { expect, test } from "vitest";
import { clusterUrl } from "./cluster.ts";

test("the test run's cluster is there, has its extensions, and lets its superuser in", async () => {
  const client = new pg.Client({ connectionString: clusterUrl() });
  await client.connect();
  const { rows } = await client.query(
    "select name from pg_available_extensions where name in ('pg_trgm', 'unaccent') order by name",
  );
  const superuser = await client.query("select current_setting('is_superuser') as value");
  await client.end();
  expect(rows).toEqual([{ name: "pg_trgm" }, { name: "unaccent" }]);
  expect(superuser.rows).toEqual([{ value: "on" }]);
});
