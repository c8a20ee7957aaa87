import { randomUUID } from "node:crypto";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { beforeEach, expect, test } from "vitest";
import { tell } from "../notifications/tell.ts";
import { jobPayloads } from "../queue.ts";
import { useVerbs, type Verbs } from "../verbs.fixture.ts";
import type { Mail } from "./mailer.ts";
import { sendMail } from "./send-mail.ts";
import { sweepMails } from "./sweep-mails.ts";
import { writeUnsubscribeToken } from "./unsubscribe-token.ts";

const verbs = useVerbs();
let reader: Person;
let sent: Mail[];
let isBroken: boolean;

beforeEach(async () => {
  await verbs().db.stored("UPDATE email_outbox SET state = 'sent', params = '{}' WHERE state = 'queued'");
  reader = await verbs().person();
  sent = [];
  isBroken = false;
});

const ctx = (): ReturnType<Verbs["as"]> => ({
  ...verbs().as(system("send-mail")),
  mailer: {
    send: async (mail) => {
      if (isBroken) throw new Error("450 try again later");
      sent.push(mail);
    },
  },
});

const queue = async (options: { dedupeKey?: string; age?: string } = {}) => {
  const { database, queue: jobs } = ctx();
  const params = { name: "Reader", url: "https://market.test/verify?token=secret-token" };
  const dedupeKey = options.dedupeKey ?? randomUUID();
  await database.withActor(system("test"), (tx) =>
    tell(jobs, tx, { userId: reader.id, kind: "verify_email", params, dedupeKey }),
  );
  const uuid = uuidFromId("usr", reader.id);
  if (options.age !== undefined)
    await verbs().db.stored("UPDATE email_outbox SET created_at = now() - $2::interval WHERE user_id = $1", [
      uuid,
      options.age,
    ]);
  const rows = await verbs().db.stored<{ id: string }>("SELECT id FROM email_outbox WHERE user_id = $1", [
    uuid,
  ]);
  return rows;
};

const listingNews = {
  title: "Swing",
  creator: "Ada",
  creatorId: newId("usr"),
  url: "https://market.test/listings/x",
};

const queueNews = async () => {
  const { database, queue: jobs } = ctx();
  await database.withActor(system("test"), (tx) =>
    tell(jobs, tx, {
      ...{ userId: reader.id, dedupeKey: randomUUID() },
      ...{ kind: "listing_by_followed", params: listingNews },
    }),
  );
};

const rows = () =>
  verbs().db.stored<{ state: string; attempts: number; params: object }>(
    "SELECT state, attempts, params FROM email_outbox WHERE user_id = $1",
    [uuidFromId("usr", reader.id)],
  );

const mailId = async () => {
  const [row] = await verbs().db.stored<{ mail: string }>(
    `SELECT data->>'mailId' AS mail FROM pgboss.job WHERE name = 'send-mail' ORDER BY created_on DESC LIMIT 1`,
  );
  const id = row?.mail;
  if (id === undefined) throw new Error("no mail was queued");
  return id;
};

const sendQueued = async () =>
  sendMail({ ctx: ctx(), input: jobPayloads["send-mail"].parse({ mailId: await mailId() }) });

const countJobs = async () => {
  const [row] = await verbs().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'send-mail' AND state = 'created'",
  );
  return row?.count ?? 0;
};

test("goes to the address that the person has now, once, and is forgotten", async () => {
  await queue();
  await verbs().db.stored("UPDATE users SET email = 'moved@example.test' WHERE id = $1", [
    uuidFromId("usr", reader.id),
  ]);
  await sendQueued();
  await sendQueued();
  expect(sent).toMatchObject([{ to: "moved@example.test", subject: "Confirm your e-mail address" }]);
  expect(sent[0]?.text).toContain("secret-token");
  expect(await rows()).toEqual([{ state: "sent", attempts: 1, params: {} }]);
});

test("a mail that was not taken over stays, is tried again and keeps its message id", async () => {
  await queue();
  isBroken = true;
  await expect(sendQueued()).rejects.toThrow("450");
  expect(await rows()).toMatchObject([{ state: "queued", attempts: 1 }]);
  isBroken = false;
  await sendQueued();
  expect(sent.map((mail) => mail.messageId)).toEqual([`<${await mailId()}@market.test>`]);
});

test("the same key is queued once", async () => {
  const dedupeKey = randomUUID();
  const before = await countJobs();
  await queue({ dedupeKey });
  await queue({ dedupeKey });
  expect([(await rows()).length, await countJobs()]).toEqual([1, before + 1]);
});

test("a mail that is not there is no fault", async () => {
  await sendMail({ ctx: ctx(), input: { mailId: newId("eml") } });
  expect(sent).toEqual([]);
});

test("the sweeper queues a mail whose job was lost, and leaves a fresh one alone", async () => {
  await queue();
  expect(await sweepMails({ ctx: ctx() })).toEqual({ queued: 0, failed: 0, forgotten: 0 });
  await queue({ age: "6 minutes" });
  const before = await countJobs();
  expect(await sweepMails({ ctx: ctx() })).toEqual({ queued: 2, failed: 0, forgotten: 0 });
  expect(await countJobs()).toBe(before + 2);
  expect(await sweepMails({ ctx: ctx() })).toEqual({ queued: 0, failed: 0, forgotten: 0 });
});

test("after three days a mail is of no use any more, and its link is forgotten", async () => {
  await queue({ age: "4 days" });
  expect(await sweepMails({ ctx: ctx() })).toEqual({ queued: 0, failed: 1, forgotten: 0 });
  expect(await rows()).toMatchObject([{ state: "failed", params: {} }]);
});

test("what one may turn off says how, in one click and in words", async () => {
  await queueNews();
  await sendQueued();
  const [mail] = sent;
  const token = writeUnsubscribeToken("links in tests only", { userId: reader.id, topic: "following" });
  const link = `https://market.test/unsubscribe/${token}`;
  expect(mail?.headers).toEqual({
    "List-Unsubscribe": `<${link}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
  expect(mail?.text).toContain(link);
});

test("what is about an account cannot be turned off, and offers no way to", async () => {
  await queue();
  await sendQueued();
  expect(sent[0]?.headers).toBeUndefined();
  expect(sent[0]?.text).not.toContain("unsubscribe");
});

test("nobody is written to who is gone", async () => {
  await queueNews();
  await verbs().db.stored("UPDATE users SET erased_at = now() WHERE id = $1", [uuidFromId("usr", reader.id)]);
  await sendQueued();
  expect(sent).toEqual([]);
  expect(await rows()).toEqual([{ state: "failed", attempts: 1, params: {} }]);
});

test("what was read half a year ago is forgotten, what nobody read is not", async () => {
  const add = (days: number, readAt: string | null) => {
    const hex = (Date.now() - days * 86_400_000).toString(16).padStart(12, "0");
    const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`;
    return verbs().db.stored(
      `INSERT INTO notifications (id, user_id, topic, kind, params, dedupe_key, read_at)
       VALUES ($1, $2, 'following', 'listing_by_followed', $3, $4, $5)`,
      [id, uuidFromId("usr", reader.id), JSON.stringify({ days }), randomUUID(), readAt],
    );
  };
  await add(181, "2026-01-01");
  await add(181, null);
  await add(179, "2026-01-01");
  expect(await sweepMails({ ctx: ctx() })).toMatchObject({ forgotten: 1 });
  const left = await verbs().db.stored(
    "SELECT (params->>'days')::int AS days, read_at IS NOT NULL AS read FROM notifications WHERE user_id = $1 ORDER BY id",
    [uuidFromId("usr", reader.id)],
  );
  expect(left).toEqual([
    { days: 181, read: false },
    { days: 179, read: true },
  ]);
});
