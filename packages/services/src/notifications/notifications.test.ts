import { randomUUID } from "node:crypto";
import { type NotificationView, topics } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Person, system, visitor } from "@boltz/domain";
import { beforeEach, expect, test } from "vitest";
import { refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { countUnread } from "./count-unread.ts";
import { listNotifications } from "./list-notifications.ts";
import { listPreferences } from "./list-preferences.ts";
import { markRead } from "./mark-read.ts";
import { setPreference } from "./set-preference.ts";
import { tell } from "./tell.ts";
import { unsubscribe } from "./unsubscribe.ts";

const verbs = useVerbs();
let reader: Person;
let other: Person;

beforeEach(async () => {
  [reader, other] = [await verbs().person(), await verbs().person()];
});

const tellPaid = async (
  person: Person,
  amount: string,
  url = "https://market.test/creator/payouts?x=1#top",
) => {
  const { database, queue } = verbs().as(system("test"));
  await database.withActor(system("test"), (tx) =>
    tell(queue, tx, {
      ...{ userId: person.id, dedupeKey: randomUUID() },
      ...{ kind: "payout_paid", params: { amount, url } },
    }),
  );
};

const list = (person: Person, input: { limit?: number; cursor?: string } = {}) =>
  listNotifications({ ctx: verbs().as(person), input: { limit: 24, ...input } });

const unread = (person: Person) => countUnread({ ctx: verbs().as(person) });
const titles = (items: readonly NotificationView[]) => items.map(({ title }) => title);

const mailsOf = async (person: Person) => {
  const [row] = await verbs().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM email_outbox WHERE user_id = $1",
    [uuidFromId("usr", person.id)],
  );
  return row?.count;
};

test("one's own, newest first, page by page, with where each leads", async () => {
  for (const amount of ["1", "2", "3"]) await tellPaid(reader, amount);
  await tellPaid(other, "4");
  const first = await list(reader, { limit: 2 });
  expect(titles(first.items)).toEqual(["Paid out: 3", "Paid out: 2"]);
  expect(first.items[0]).toMatchObject({ topic: "payouts", link: "/creator/payouts?x=1#top", read: false });
  const second = await list(reader, { limit: 2, cursor: first.nextCursor ?? "" });
  expect([titles(second.items), second.nextCursor]).toEqual([["Paid out: 1"], null]);
  expect(await refusal(list(reader, { cursor: "nonsense" }))).toBe("invalid_input");
});

test("what leads elsewhere leads nowhere, and what nobody can read any more stays neutral", async () => {
  await tellPaid(reader, "1", "https://elsewhere.test/creator");
  await tellPaid(reader, "2", "https://market.test//elsewhere.test/creator");
  const id = uuidFromId("usr", reader.id);
  await verbs().db.stored(
    `INSERT INTO notifications (id, user_id, topic, kind, params, dedupe_key) VALUES
     (gen_random_uuid(), $1, 'versions', 'of_long_ago', '{"url":"https://market.test/library"}', $2),
     (gen_random_uuid(), $1, 'payouts', 'payout_paid', '{}', $3)`,
    [id, randomUUID(), randomUUID()],
  );
  const { items } = await list(reader);
  const shown = items.map(({ title, link }) => `${title} ${link}`).toSorted();
  expect(shown).toEqual([
    "News: new versions /library",
    "News: sales and payouts null",
    "Paid out: 1 null",
    "Paid out: 2 null",
  ]);
});

test("reading some, then all, is counted; what is another's stays unread", async () => {
  for (const amount of ["1", "2", "3"]) await tellPaid(reader, amount);
  await tellPaid(other, "4");
  const [mine, theirs] = [await list(reader), await list(other)];
  const ids = [mine.items[0], theirs.items[0]].flatMap((item) => (item === undefined ? [] : [item.id]));
  await markRead({ ctx: verbs().as(reader), input: { ids } });
  expect([await unread(reader), await unread(other)]).toEqual([
    { count: 2, more: false },
    { count: 1, more: false },
  ]);
  await markRead({ ctx: verbs().as(reader), input: { ids: [] } });
  expect(await unread(reader)).toEqual({ count: 2, more: false });
  await markRead({ ctx: verbs().as(reader), input: { ids: null } });
  expect((await list(reader)).items.every(({ read }) => read)).toBe(true);
  expect([await unread(reader), await unread(other)]).toEqual([
    { count: 0, more: false },
    { count: 1, more: false },
  ]);
});

test("a badge counts to 99 and no further", async () => {
  await verbs().db.stored(
    `INSERT INTO notifications (id, user_id, topic, kind, params, dedupe_key)
     SELECT gen_random_uuid(), $1, 'payouts', 'payout_paid', '{}', gen_random_uuid()::text FROM generate_series(1, 100)`,
    [uuidFromId("usr", reader.id)],
  );
  expect(await unread(reader)).toEqual({ count: 99, more: true });
});

test("everything is wanted until somebody says otherwise, and each way is turned off by itself", async () => {
  const ctx = verbs().as(reader);
  const before = await listPreferences({ ctx });
  expect(before.map(({ topic }) => topic)).toEqual([...topics]);
  expect(before.every(({ inApp, mail }) => inApp && mail)).toBe(true);
  expect(before.flatMap(({ topic, mailLocked }) => (mailLocked ? [topic] : []))).toEqual([
    "purchases",
    "security",
  ]);
  await setPreference({ ctx, input: { topic: "payouts", inApp: false, mail: true } });
  await tellPaid(reader, "1");
  expect([(await list(reader)).items.length, await mailsOf(reader)]).toEqual([0, 1]);
  const after = await setPreference({ ctx, input: { topic: "payouts", inApp: true, mail: false } });
  expect(after).toContainEqual({ topic: "payouts", inApp: true, mail: false, mailLocked: false });
  await tellPaid(reader, "2");
  expect([titles((await list(reader)).items), await mailsOf(reader)]).toEqual([["Paid out: 2"], 1]);
  expect(await listPreferences({ ctx: verbs().as(other) })).toEqual(before);
});

test("mails about money and the account cannot be turned off", async () => {
  for (const topic of ["purchases", "security"] as const) {
    const input = { topic, inApp: true, mail: false };
    expect(await refusedFields(setPreference({ ctx: verbs().as(reader), input }))).toEqual(["mail"]);
  }
});

test("whoever unsubscribes gets no mail of that topic, and keeps what else was chosen", async () => {
  await setPreference({ ctx: verbs().as(reader), input: { topic: "payouts", inApp: false, mail: true } });
  const ctx = verbs().as(system("unsubscribe"));
  for (const topic of ["payouts", "payouts", "versions"] as const)
    await unsubscribe({ ctx, input: { userId: reader.id, topic } });
  const chosen = (await listPreferences({ ctx: verbs().as(reader) })).filter(({ mail }) => !mail);
  expect(chosen).toEqual([
    { topic: "versions", inApp: true, mail: false, mailLocked: false },
    { topic: "payouts", inApp: false, mail: false, mailLocked: false },
  ]);
  const locked = unsubscribe({ ctx, input: { userId: reader.id, topic: "security" } });
  expect(await refusal(locked)).toBe("invalid_input");
});

test("nobody reads without signing in", async () => {
  const ctx = verbs().as(visitor);
  const calls = [
    listNotifications({ ctx, input: { limit: 1 } }),
    countUnread({ ctx }),
    markRead({ ctx, input: { ids: null } }),
    listPreferences({ ctx }),
    setPreference({ ctx, input: { topic: "versions", inApp: true, mail: true } }),
  ];
  expect(await Promise.all(calls.map(refusal))).toEqual(calls.map(() => "unauthenticated"));
});
