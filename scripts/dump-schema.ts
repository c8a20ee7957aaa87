// `npm run schema`: writes db/schema.sql from a fresh migration. A test fails while the two differ.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeSchema, migrate } from "@boltz/db";
import { startEmbeddedPostgres, throwawayFlags } from "@boltz/db/embedded";
import pg from "pg";

const dataDir = await mkdtemp(join(tmpdir(), "boltz-schema-"));
const postgres = await startEmbeddedPostgres({ dataDir, flags: throwawayFlags, temporary: true });
try {
  await migrate({ adminUrl: postgres.url, secret: "for the dump only, thirty-two bytes" });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await writeFile(join(import.meta.dirname, "../db/schema.sql"), await describeSchema(client));
  await client.end();
} finally {
  await postgres.stop();
}
