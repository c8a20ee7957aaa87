import {
  auditLog,
  creatorProfiles,
  dataExports,
  emailOutbox,
  erasureRequests,
  follows,
  notificationPreferences,
  notifications,
  users,
  wishes,
} from "@boltz/db/schema";
import { getTableColumns, sql } from "drizzle-orm";
import { ofFunction, ofTable, type Section } from "./section.ts";

const { archive: _archive, ...exportColumns } = getTableColumns(dataExports);
const { dedupeKey: _dedupeKey, ...notificationColumns } = getTableColumns(notifications);

/** Who somebody is here, how they sign in, and what they are told. */
export const accountSections: readonly Section[] = [
  ofTable({
    name: "profile",
    about: "Your account: name, address, role.",
    ...{ table: users, columns: getTableColumns(users), owner: users.id, keys: [users.id] },
  }),
  ofTable({
    name: "creator-profile",
    about: "Your profile as a creator, and what it may do.",
    ...{ table: creatorProfiles, columns: getTableColumns(creatorProfiles) },
    ...{ owner: creatorProfiles.userId, keys: [creatorProfiles.userId] },
  }),
  ofFunction({
    name: "sessions",
    about: "Where you are signed in: address, device, dates. The keys of the sessions are left out.",
    covers: ["sessions.user_id"],
    columns: ["began_at", "last_used_at", "expires_at", "second_factor_at", "ip_address", "user_agent"],
    call: sql`app.own_sessions()`,
  }),
  ofFunction({
    name: "sign-in",
    about: "How you sign in. Passwords, secrets and codes are left out.",
    covers: ["accounts.user_id", "two_factors.user_id", "device_codes.user_id"],
    columns: ["method", "name", "since", "state"],
    call: sql`app.own_sign_in_methods()`,
  }),
  ofTable({
    name: "follows",
    about: "The creators whom you follow.",
    ...{ table: follows, columns: getTableColumns(follows) },
    ...{ owner: follows.userId, keys: [follows.creatorId] },
  }),
  ofTable({
    name: "wishes",
    about: "The strategies on your wish list.",
    ...{ table: wishes, columns: getTableColumns(wishes) },
    ...{ owner: wishes.userId, keys: [wishes.listingId] },
  }),
  ofTable({
    name: "notifications",
    about: "What you were told on the site.",
    ...{ table: notifications, columns: notificationColumns },
    ...{ owner: notifications.userId, keys: [notifications.id] },
  }),
  ofTable({
    name: "preferences",
    about: "What you want to be told, and how.",
    ...{ table: notificationPreferences, columns: getTableColumns(notificationPreferences) },
    ...{ owner: notificationPreferences.userId, keys: [notificationPreferences.topic] },
  }),
  ofTable({
    name: "mails",
    about: "The mails that we sent you. What was in them is forgotten once they are sent.",
    table: emailOutbox,
    columns: {
      id: emailOutbox.id,
      kind: emailOutbox.kind,
      state: emailOutbox.state,
      createdAt: emailOutbox.createdAt,
      sentAt: emailOutbox.sentAt,
    },
    ...{ owner: emailOutbox.userId, keys: [emailOutbox.id], isClosed: true },
  }),
  ofTable({
    name: "exports",
    about: "The copies of your data that you asked for.",
    ...{ table: dataExports, columns: exportColumns },
    ...{ owner: dataExports.userId, keys: [dataExports.id] },
  }),
  ofTable({
    name: "erasure-requests",
    about: "When you asked for the erasure of your account.",
    ...{ table: erasureRequests, columns: getTableColumns(erasureRequests) },
    ...{ owner: erasureRequests.userId, keys: [erasureRequests.id] },
  }),
  ofTable({
    name: "actions",
    about: "What you did that our audit log records.",
    table: auditLog,
    columns: {
      seq: auditLog.seq,
      at: auditLog.at,
      action: auditLog.action,
      subjectType: auditLog.subjectType,
    },
    ...{ owner: auditLog.actorId, keys: [auditLog.seq], isClosed: true },
  }),
];
