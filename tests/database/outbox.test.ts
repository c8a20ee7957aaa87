import { setImmediate as breathe } from "node:timers/promises";
import { type Id, isId } from "@boltz/contract";
import { idFromUuid, openDatabase, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { type Context, type Mail, sendMail, sweepMails, tell } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeEach, expect, test, vi } from "vitest";
import { useStack } from "../support/stack.ts";

type MailId = Id<"eml">;

const stack = useStack();
const worker = system("send-mail");
let reader: Person;
/** What the mail server took over, in its order. */
let taken: string[];

beforeEach(async () => {
  reader = await seedPerson(stack().db);
  taken = [];
});

/** A worker with connections of its own, whose mail server does `onMail` with each mail that it took over. */
const openWorker = (onMail: (mail: Mail) => Promise<void> = async () => {}) => {
  const database = openDatabase({ url: stack().db.urls.boltz_app, max: 4 });
  const mailer = {
    send: async (mail: Mail) => {
      taken.push(mail.messageId);
      await onMail(mail);
    },
  };
  const ctx: Context = { ...stack().as(worker), database, mailer };
  return { ctx, close: () => database.close() };
};

const queueMails = async (count: number): Promise<MailId[]> => {
  const { database, queue } = stack().services;
  await database.withActor(worker, async (tx) => {
    for (let index = 0; index < count; index += 1)
      await tell(queue, tx, {
        ...{ userId: reader.id, dedupeKey: `${reader.id} ${index}` },
        ...{ kind: "payout_paid", params: { amount: `${index}`, url: "http://localhost:8005/creator" } },
      });
  });
  const rows = await stack().db.stored<{ id: string }>(
    "SELECT id FROM email_outbox WHERE user_id = $1 ORDER BY id",
    [uuidFromId("usr", reader.id)],
  );
  return rows.map(({ id }) => idFromUuid("eml", id));
};

const queueMail = async (): Promise<MailId> => {
  const [mailId] = await queueMails(1);
  if (mailId === undefined || !isId("eml", mailId)) throw new Error("no mail was queued");
  return mailId;
};

const states = async () => {
  const rows = await stack().db.stored<{ state: string; held: boolean; count: number }>(
    `SELECT state, locked_until > now() AS held, count(*)::int AS count FROM email_outbox WHERE user_id = $1
     GROUP BY 1, 2`,
    [uuidFromId("usr", reader.id)],
  );
  return rows.map(({ state, held, count }) => `${count} ${state}${held ? ", held" : ""}`);
};

const endLease = () =>
  stack().db.stored("UPDATE email_outbox SET locked_until = now() - interval '1 second' WHERE user_id = $1", [
    uuidFromId("usr", reader.id),
  ]);

const endConnections = (where: string) =>
  stack().db.stored(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'boltz_app' AND datname = current_database() AND ${where}`,
  );

test("five workers and the sweeper race for 50 mails that are late: each is sent once", async () => {
  const ids = await queueMails(50);
  await stack().db.stored(
    "UPDATE email_outbox SET created_at = now() - interval '1 hour' WHERE user_id = $1",
    [uuidFromId("usr", reader.id)],
  );
  const workers = Array.from({ length: 5 }, () => openWorker(() => breathe()));
  const work = workers.map(async ({ ctx }, place) => {
    const mine = [...ids.slice(place * 10), ...ids.slice(0, place * 10)];
    for (const mailId of place % 2 === 0 ? mine : ids) {
      await Promise.all([sendMail({ ctx, input: { mailId } }), sendMail({ ctx, input: { mailId } })]);
      if (mailId === ids[25]) await sweepMails({ ctx });
    }
  });
  await Promise.all(work);
  await Promise.all(workers.map(({ close }) => close()));
  expect(taken.toSorted()).toEqual(ids.map((id) => `<${id}@localhost>`).toSorted());
  expect(await states()).toEqual(["50 sent"]);
});

test("a worker that dies with a mail in its hands leaves it to the sweeper, with the same Message-ID", async () => {
  const mailId = await queueMail();
  const dying = openWorker(() => new Promise(() => {}));
  void sendMail({ ctx: dying.ctx, input: { mailId } });
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  const next = openWorker();
  const again = () => sendMail({ ctx: next.ctx, input: { mailId } });
  await again();
  expect(await sweepMails({ ctx: next.ctx })).toMatchObject({ queued: 0 });
  expect([taken.length, await states()]).toEqual([1, ["1 queued, held"]]);
  await endLease();
  expect(await sweepMails({ ctx: next.ctx })).toMatchObject({ queued: 1 });
  await again();
  await again();
  expect([taken, await states()]).toEqual([[`<${mailId}@localhost>`, `<${mailId}@localhost>`], ["1 sent"]]);
  await Promise.all([next.close(), dying.close()]);
});

test("an answer of the mail server that is lost is a mail to be tried again at once", async () => {
  const mailId = await queueMail();
  const { ctx, close } = openWorker(() => {
    if (taken.length === 1) throw new Error("the connection was closed");
    return Promise.resolve();
  });
  const send = () => sendMail({ ctx, input: { mailId } });
  await expect(send()).rejects.toThrow("closed");
  expect(await states()).toEqual(["1 queued"]);
  await send();
  expect([new Set(taken).size, taken.length, await states()]).toEqual([1, 2, ["1 sent"]]);
  await close();
});

test("connections that break while the mail server answers send nothing twice", async () => {
  const mailId = await queueMail();
  const { ctx, close } = openWorker(async () => {
    await endConnections("true");
  });
  await sendMail({ ctx, input: { mailId } });
  await sendMail({ ctx, input: { mailId } });
  expect([taken.length, await states()]).toEqual([1, ["1 sent"]]);
  await close();
});

test("a connection that breaks before the mail is taken up leaves it as it was", async () => {
  const mailId = await queueMail();
  const { ctx, close } = openWorker();
  const uuid = uuidFromId("eml", mailId);
  let refused: Promise<unknown> | undefined;
  await stack().services.database.withActor(worker, async (tx) => {
    await tx.execute(`SELECT 1 FROM email_outbox WHERE id = '${uuid}' FOR UPDATE`);
    refused = expect(sendMail({ ctx, input: { mailId } })).rejects.toThrow();
    await vi.waitFor(async () => {
      const ended = await endConnections("wait_event_type = 'Lock'");
      expect(ended).toHaveLength(1);
    });
  });
  await refused;
  expect([taken, await states()]).toEqual([[], ["1 queued"]]);
  await sendMail({ ctx, input: { mailId } });
  expect([taken.length, await states()]).toEqual([1, ["1 sent"]]);
  await close();
});

test("what was said in a transaction that failed is never sent", async () => {
  const { database } = stack().services;
  const before = await stack().db.stored("SELECT 1 FROM pgboss.job WHERE name = 'send-mail'");
  const failing = database.withActor(worker, async (tx) => {
    await tell(stack().services.queue, tx, {
      ...{ userId: reader.id, dedupeKey: reader.id },
      ...{ kind: "payout_paid", params: { amount: "1", url: "http://localhost:8005/creator" } },
    });
    throw new Error("undone");
  });
  await expect(failing).rejects.toThrow("undone");
  const after = await stack().db.stored("SELECT 1 FROM pgboss.job WHERE name = 'send-mail'");
  expect([await states(), after.length]).toEqual([[], before.length]);
});
