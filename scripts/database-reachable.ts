import pg from "pg";

const CONNECT_LIMIT_MS = 5_000;
const OLDEST_VERSION = 150_000;

/** Throws one sentence naming DATABASE_URL, without its password, when it is no PostgreSQL that can be used. */
export async function assertDatabaseReachable(url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error("DATABASE_URL must look like postgres://user:password@host:5432/database");
  }
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if ((rows[0]?.version ?? 0) < OLDEST_VERSION) throw new Error("PostgreSQL 15 or newer is needed");
  } catch (cause) {
    throw new Error(`DATABASE_URL: ${host}${pathname} cannot be used: ${reasonOf(cause)}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

// A host name with several addresses fails with one error per address and an empty message of its own.
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
