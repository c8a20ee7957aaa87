import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { assertDatabaseReachable } from "./database-reachable.ts";

test.each([
  ["mysql://user:secret@127.0.0.1/shop", "must look like postgres://"],
  ["127.0.0.1:5432", "must look like postgres://"],
  ["postgres://user:secret@127.0.0.1:1/shop", "127.0.0.1:1/shop cannot be used: connect ECONNREFUSED"],
])("%s is refused by name, without its password", async (url, reason) => {
  const refused = await assertDatabaseReachable(url).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Error);
  expect(String(refused)).toContain("DATABASE_URL");
  expect(String(refused)).toContain(reason);
  expect(String(refused)).not.toContain("secret");
});

test("something that answers, but is no PostgreSQL, is refused", async () => {
  const web = createServer((_request, response) => response.end("hello")).listen(0, "127.0.0.1");
  await once(web, "listening");
  const address = web.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const url = `postgres://user:secret@127.0.0.1:${address.port}/shop`;
  await expect(assertDatabaseReachable(url)).rejects.toThrow("DATABASE_URL");
  web.close();
});
