import { createHmac } from "node:crypto";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { queueSchema, queues } from "./queues.ts";

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));
const loginRoles = ["boltz_app", "boltz_reader", "boltz_auth", "boltz_queue"] as const;
const lockKey = 7_305_021;

export type LoginRole = (typeof loginRoles)[number];
export type RoleUrls = Record<LoginRole, string>;

const passwordOf = (role: LoginRole, secret: string) =>
  createHmac("sha256", secret).update(`database-role:${role}`).digest("base64url");

/**
 * The addresses under which the application's roles sign in to the database of `adminUrl`. Their
 * passwords derive from `secret`, so that every process of an installation finds the same ones.
 */
export const roleUrls = (adminUrl: string, secret: string): RoleUrls => {
  const urlOf = (role: LoginRole) => {
    const url = new URL(adminUrl);
    // A hosted pooler routes by a suffix of the user name (`postgres.<project>`), which each role keeps.
    const [, ...project] = decodeURIComponent(url.username).split(".");
    url.username = [role, ...project].join(".");
    url.password = passwordOf(role, secret);
    return url.href;
  };
  return {
    boltz_app: urlOf("boltz_app"),
    boltz_reader: urlOf("boltz_reader"),
    boltz_auth: urlOf("boltz_auth"),
    boltz_queue: urlOf("boltz_queue"),
  };
};

/**
 * Brings an empty or older database to the present schema; doing it again changes nothing. `adminUrl`
 * signs in as somebody who may create roles. Throws on PostgreSQL older than 15.
 */
export const migrate = async (options: { adminUrl: string; secret: string }): Promise<void> => {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: "boltz-migrate" });
  await client.connect();
  try {
    await requireVersion(client);
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    await createRoles(client, options.secret);
    await prepareDatabase(client);
    await client.query("SET ROLE boltz_owner");
    await client.query("SET search_path = public, app, extensions");
    await runMigrations(drizzle(client), { migrationsFolder });
    await installQueues(client);
    await client.query("RESET ROLE");
  } finally {
    await client.end();
  }
};

const requireVersion = async (client: pg.Client) => {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  if ((rows[0]?.version ?? 0) < 150_000) throw new Error("PostgreSQL 15 or newer is needed");
};

const createRoles = async (client: pg.Client, secret: string) => {
  for (const role of ["boltz_owner", ...loginRoles]) {
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${role} NOINHERIT`);
  }
  for (const role of loginRoles) {
    await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(passwordOf(role, secret))}`);
    await client.query(`ALTER ROLE ${role} SET search_path = public, app, extensions`);
  }
};

const prepareDatabase = async (client: pg.Client) => {
  const { rows } = await client.query<{ name: string }>("SELECT quote_ident(current_database()) AS name");
  const name = rows[0]?.name;
  if (name === undefined) throw new Error("the database has no name");
  await client.query("GRANT boltz_owner TO CURRENT_USER");
  await client.query(`GRANT CREATE, CONNECT ON DATABASE ${name} TO boltz_owner`);
  await client.query("GRANT USAGE, CREATE ON SCHEMA public TO boltz_owner");
  await client.query("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  await client.query(`GRANT USAGE ON SCHEMA public TO ${loginRoles.join(", ")}`);
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
  await client.query("CREATE EXTENSION IF NOT EXISTS unaccent");
};

/** The queue's schema is the owner's too: the queue's own role works in it and can change nothing of it. */
const installQueues = async (client: pg.Client) => {
  const boss = new PgBoss({
    schema: queueSchema,
    supervise: false,
    schedule: false,
    registerInstance: false,
    db: { executeSql: (text, values) => client.query(text, values) },
  });
  let fault: Error | undefined;
  boss.on("error", (error) => {
    fault = error;
  });
  await boss.start();
  try {
    for (const [name, settings] of Object.entries(queues)) {
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, settings);
      else {
        const { policy: _fixed, ...changeable } = { policy: undefined, ...settings };
        await boss.updateQueue(name, changeable);
      }
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (fault !== undefined) throw fault;
  await client.query(`
    GRANT USAGE ON SCHEMA ${queueSchema} TO boltz_queue, boltz_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${queueSchema} TO boltz_queue;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO boltz_queue;
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ${queueSchema} TO boltz_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO boltz_queue, boltz_app;
  `);
};
