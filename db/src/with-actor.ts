import type { Actor } from "@boltz/domain";
import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { uuidFromId } from "./ids.ts";
import { withNamedStatements } from "./named-statements.ts";

export type Transaction = NodePgDatabase;

/** The only way to rows: a transaction that carries who acts, and ends with it. */
export interface Database {
  withActor<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The same, reading one unchanging state of the database and writing nothing. */
  withSnapshot<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. Throws when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const identityOf = (actor: Actor): { id: string; role: string } => {
  if (actor.kind === "person") return { id: uuidFromId("usr", actor.id), role: actor.role };
  return { id: "", role: actor.kind };
};

/** One round trip for both; the values are literals because the simple protocol takes no parameters. */
const beginAs = (actor: Actor, mode: "" | " ISOLATION LEVEL REPEATABLE READ READ ONLY"): string => {
  const { id, role } = identityOf(actor);
  return `BEGIN${mode}; SELECT set_config('app.actor_id', ${pg.escapeLiteral(id)}, true), set_config('app.actor_role', ${pg.escapeLiteral(role)}, true)`;
};

/**
 * Opens the application's pool. A connection whose transaction could not be ended cleanly is thrown
 * away, never handed to somebody else.
 */
export const openDatabase = (options: {
  url: string;
  max?: number;
  onIdleError?: (error: Error) => void;
}): Database => {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "boltz",
  });
  const report = options.onIdleError ?? (() => {});
  pool.on("error", report);
  pool.on("connect", (client) => client.on("error", report));

  const inTransaction = async <T>(begin: string, work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let isClean = false;
    try {
      await client.query(begin);
      const result = await work(drizzle(withNamedStatements(client)));
      await client.query("COMMIT");
      isClean = true;
      return result;
    } catch (error) {
      isClean = await client.query("ROLLBACK").then(
        () => true,
        () => false,
      );
      throw error;
    } finally {
      client.release(!isClean);
    }
  };

  return {
    withActor: (actor, work) => inTransaction(beginAs(actor, ""), work),
    withSnapshot: (actor, work) =>
      inTransaction(beginAs(actor, " ISOLATION LEVEL REPEATABLE READ READ ONLY"), work),
    ping: async () => {
      await pool.query("SELECT 1");
    },
    close: () => pool.end(),
  };
};

/**
 * A part of a transaction done as the system, for what a policy decided before and no person may do by
 * hand. The identity before is put back, also where the part is refused.
 */
export const asSystem = async <T>(tx: Transaction, work: () => Promise<T>): Promise<T> => {
  const { rows } = await tx.execute<{ id: string; role: string }>(sql`
    WITH before AS MATERIALIZED (SELECT current_setting('app.actor_id') AS id, current_setting('app.actor_role') AS role)
    SELECT id, role, set_config('app.actor_id', '', true), set_config('app.actor_role', 'system', true) FROM before`);
  const [before] = rows;
  if (before === undefined) throw new Error("the transaction has no identity");
  const { id, role } = before;
  const putBack = () =>
    tx.execute(
      sql`SELECT set_config('app.actor_id', ${id}, true), set_config('app.actor_role', ${role}, true)`,
    );
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // A statement that failed has ended the transaction, and every identity with it.
    await putBack().catch(() => {});
    throw error;
  }
  await putBack();
  return result;
};
