import { randomUUID } from "node:crypto";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { listPreferences, sendMail, tell, writeUnsubscribeToken } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeEach, expect, test } from "vitest";
import { useMarketplace } from "../../testing/use-marketplace.fixture.ts";

const market = useMarketplace();

let reader: Person;
beforeEach(async () => {
  reader = await seedPerson(market().db);
});

const oneClick: RequestInit = {
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: "List-Unsubscribe=One-Click",
};

const ask = (address: string, init: RequestInit = {}) =>
  market().app.request(`${market().url}${new URL(address).pathname}`, init);

const linkWith = (secret: string, topic: "versions" | "security" = "versions") =>
  `${market().url}/unsubscribe/${writeUnsubscribeToken(secret, { userId: reader.id, topic })}`;
const link = () => linkWith(market().services.settings.linkSecret);

const silenced = async () => {
  const preferences = await listPreferences({ ctx: { ...market().services, actor: reader } });
  return preferences.flatMap(({ topic, mail, inApp }) => (mail ? [] : [`${topic}, site: ${inApp}`]));
};

/** Tells the reader of a new version, sends what became a mail, and answers what arrived so far. */
const tellVersion = async () => {
  const { services, db, sandbox } = market();
  const actor = system("send-mail");
  const url = `${market().url}/listings/${newId("lst")}`;
  const params = { title: "Index tide", creator: "Cleo", creatorId: newId("usr"), version: "2.0.0", url };
  await services.database.withActor(actor, (tx) =>
    tell(services.queue, tx, {
      ...{ userId: reader.id, dedupeKey: randomUUID() },
      ...{ kind: "version_published", params },
    }),
  );
  const mails = await db.stored<{ id: string; email: string }>(
    `SELECT m.id, u.email FROM email_outbox m JOIN users u ON u.id = m.user_id WHERE m.user_id = $1`,
    [uuidFromId("usr", reader.id)],
  );
  for (const { id } of mails)
    await sendMail({ ctx: { ...services, actor }, input: { mailId: idFromUuid("eml", id) } });
  return sandbox.mails(mails[0]?.email);
};

test("a mail on the wire names the link, one click on it ends such mails, and the site goes on telling", async () => {
  const [mail] = await tellVersion();
  expect(mail?.listHeaders).toEqual({
    "list-unsubscribe": `<${link()}>`,
    "list-unsubscribe-post": "List-Unsubscribe=One-Click",
  });
  expect(mail?.text).toContain(link());
  const answer = await ask(link(), {
    ...oneClick,
    headers: { ...oneClick.headers, origin: "https://mail.test" },
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("new versions")]);
  expect(await silenced()).toEqual(["versions, site: true"]);
  expect((await ask(link(), oneClick)).status).toBe(200);
  expect(await tellVersion()).toHaveLength(1);
  const shown = await market().db.stored("SELECT 1 FROM notifications WHERE user_id = $1", [
    uuidFromId("usr", reader.id),
  ]);
  expect(shown).toHaveLength(2);
});

test("opening the link only asks: which mails, and a button that posts to this site", async () => {
  for (const method of ["GET", "HEAD"]) {
    const page = await ask(link(), { method });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self'");
    if (method === "GET") {
      expect(text).toContain("<strong>new versions</strong>");
      expect(text.match(/<form method="post">/g)).toHaveLength(1);
    }
  }
  expect(await silenced()).toEqual([]);
});

test("a link that is not ours, or for mails that always come, does nothing", async () => {
  const links = [
    linkWith("another secret"),
    linkWith(market().services.settings.linkSecret, "security"),
    link().slice(0, -2),
    `${market().url}/unsubscribe/x`,
  ];
  for (const address of links)
    for (const init of [{}, oneClick]) {
      const answer = await ask(address, init);
      expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("does not work")]);
    }
  expect(await silenced()).toEqual([]);
});

test("what is posted is not read, however long, and the link stays out of the log", async () => {
  const tooLong = await ask(link(), { ...oneClick, body: "x".repeat(9_000) });
  expect(tooLong.status).toBe(413);
  expect(await silenced()).toEqual([]);
  await ask(link(), oneClick);
  const token = new URL(link()).pathname.split("/").at(-1) ?? "";
  const lines = market().logLines.filter((line) => line.includes("/unsubscribe/"));
  expect(lines.length).toBeGreaterThan(0);
  expect(market().logLines.filter((line) => line.includes(token))).toEqual([]);
});
