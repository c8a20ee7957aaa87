import { type SQL, sql } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";

export const ownerRole = pgRole("boltz_owner").existing();
const appRole = pgRole("boltz_app").existing();
const readerRole = pgRole("boltz_reader").existing();
const authRole = pgRole("boltz_auth").existing();

/** The identity that `withActor` set for this transaction, planned once and not called per row. */
export const actorId = sql.raw("(select app.actor_id())");

const roleIn = (...roles: string[]) =>
  sql.raw(`(select app.actor_role()) in (${roles.map((role) => `'${role}'`).join(", ")})`);

export const isAdmin = roleIn("admin", "system");
export const isSystem = roleIn("system");
export const isModerator = roleIn("moderator", "admin", "system");
export const isFinance = roleIn("finance", "admin", "system");
export const isStaff = roleIn("moderator", "finance", "admin", "system");
export const anyone = sql.raw("true");

export const either = (...conditions: SQL[]) => sql.join(conditions, sql.raw(" or "));

type Command = "select" | "insert" | "update" | "delete";

/** One policy of the application role: which rows it sees (`rows`) and which it may leave behind (`writes`). */
export const appMay = (table: string, command: Command, rows: SQL) =>
  pgPolicy(`${table}_app_${command}`, {
    for: command,
    to: appRole,
    ...(command === "insert" ? {} : { using: rows }),
    ...(command === "insert" || command === "update" ? { withCheck: rows } : {}),
  });

export const readerSees = (table: string, rows: SQL) =>
  pgPolicy(`${table}_reader_select`, { for: "select", to: readerRole, using: rows });

export const authOwns = (table: string) =>
  pgPolicy(`${table}_auth_all`, { for: "all", to: authRole, using: anyone, withCheck: anyone });

/** What functions that run as the owner may do here; each of them checks by itself who calls. */
export const definerMay = (table: string, command: "select" | "update" | "delete") =>
  pgPolicy(`${table}_owner_${command}`, {
    for: command,
    to: ownerRole,
    using: anyone,
    ...(command === "update" ? { withCheck: anyone } : {}),
  });
