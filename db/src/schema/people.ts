import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import {
  actorId,
  anyone,
  appMay,
  authOwns,
  definerMay,
  either,
  isModerator,
  isStaff,
  readerSees,
} from "./policies.ts";

/** `creator` is no stored role: a user with a creator profile is one. */
export const storedRoles = ["user", "moderator", "finance", "admin"] as const;

export const users = pgTable(
  "users",
  {
    id: idColumn("id", "usr").primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    role: text("role", { enum: storedRoles }).notNull().default("user"),
    suspendedAt: timeColumn("suspended_at"),
    /** Since when nothing here tells who this was. */
    erasedAt: timeColumn("erased_at"),
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    unique("users_email_key").on(table.email),
    check("users_email_lower_case_check", sql`email = lower(email)`),
    check("users_role_check", oneOf("role", storedRoles)),
    appMay("users", "select", sql`${either(sql`id = ${actorId}`, isStaff)}`),
    authOwns("users"),
    definerMay("users", "select"),
    definerMay("users", "update"),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    token: text("token").notNull().unique(),
    expiresAt: timeColumn("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    /** When this session last gave a valid code of the second factor. */
    secondFactorAt: timeColumn("second_factor_at"),
    createdAt: createdAt(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("sessions_user_id_idx").on(table.userId),
    authOwns("sessions"),
    definerMay("sessions", "select"),
    definerMay("sessions", "delete"),
  ],
);

export const accounts = pgTable(
  "accounts",
  {
    id: uuid("id").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    password: text("password"),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: timeColumn("access_token_expires_at"),
    refreshTokenExpiresAt: timeColumn("refresh_token_expires_at"),
    scope: text("scope"),
    createdAt: createdAt(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("accounts_user_id_idx").on(table.userId),
    authOwns("accounts"),
    definerMay("accounts", "select"),
    definerMay("accounts", "delete"),
  ],
);

export const verifications = pgTable(
  "verifications",
  {
    id: uuid("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: timeColumn("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("verifications_identifier_idx").on(table.identifier),
    authOwns("verifications"),
    definerMay("verifications", "select"),
    definerMay("verifications", "delete"),
  ],
);

/** Calls that were counted, by limit and by whom; kept by the limiter itself. */
export const callLimits = pgTable(
  "call_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    /** Milliseconds since 1970. */
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [index("call_limits_expire_idx").on(table.expire), authOwns("call_limits")],
);

/** The secret and the spare codes are encrypted by the sign-in library. */
export const twoFactors = pgTable(
  "two_factors",
  {
    id: uuid("id").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    verified: boolean("verified").notNull().default(true),
    failedVerificationCount: integer("failed_verification_count").notNull().default(0),
    lockedUntil: timeColumn("locked_until"),
  },
  (table) => [
    index("two_factors_user_id_idx").on(table.userId),
    authOwns("two_factors"),
    definerMay("two_factors", "select"),
    definerMay("two_factors", "delete"),
  ],
);

export const deviceCodes = pgTable(
  "device_codes",
  {
    id: uuid("id").primaryKey(),
    deviceCode: text("device_code").notNull().unique(),
    userCode: text("user_code").notNull().unique(),
    userId: idColumn("user_id", "usr").references(() => users.id, { onDelete: "cascade" }),
    expiresAt: timeColumn("expires_at").notNull(),
    status: text("status").notNull(),
    lastPolledAt: timeColumn("last_polled_at"),
    pollingInterval: integer("polling_interval"),
    clientId: text("client_id"),
    scope: text("scope"),
  },
  () => [
    authOwns("device_codes"),
    definerMay("device_codes", "select"),
    definerMay("device_codes", "delete"),
  ],
);

export const rateLimits = pgTable(
  "rate_limits",
  {
    id: uuid("id").primaryKey(),
    key: text("key").notNull().unique(),
    count: integer("count").notNull(),
    lastRequest: bigint("last_request", { mode: "number" }).notNull(),
  },
  () => [authOwns("rate_limits"), definerMay("rate_limits", "select"), definerMay("rate_limits", "delete")],
);

export const creatorProfiles = pgTable(
  "creator_profiles",
  {
    userId: idColumn("user_id", "usr")
      .primaryKey()
      .references(() => users.id),
    displayName: text("display_name").notNull(),
    bio: text("bio").notNull().default(""),
    mayPublish: boolean("may_publish").notNull().default(true),
    maySell: boolean("may_sell").notNull().default(true),
    mayWithdraw: boolean("may_withdraw").notNull().default(true),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("creator_profiles_display_name_key").on(sql`lower(${table.displayName})`),
    appMay("creator_profiles", "select", anyone),
    appMay("creator_profiles", "insert", sql`user_id = ${actorId}`),
    appMay("creator_profiles", "update", sql`${either(sql`user_id = ${actorId}`, isModerator)}`),
    readerSees("creator_profiles", anyone),
  ],
);
