import { uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { erasureLine, requestErasure } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { expect, test } from "vitest";
import { openLog } from "../log/open-log.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { sweepPrivacyJob } from "./sweep-privacy.ts";

const market = useMarketplace();
const fifteenDaysMs = 15 * 86_400_000;

const askedToGo = async (): Promise<Person> => {
  const { services, db } = market();
  const person = await seedPerson(db);
  const input = { confirmEmail: `${person.id}@example.test` };
  await requestErasure({ ctx: { ...services, actor: person }, input });
  return person;
};

test("each erasure is a line of the log that can be replayed, and one that fails keeps no other waiting", async () => {
  const { services, db } = market();
  const [stuck, gone] = [await askedToGo(), await askedToGo()];
  await db.stored(`CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
    CREATE TRIGGER stay BEFORE UPDATE ON users FOR EACH ROW
      WHEN (OLD.id = '${uuidFromId("usr", stuck.id)}') EXECUTE FUNCTION stay()`);
  const lines: string[] = [];
  const reports: unknown[] = [];
  const sweep = () =>
    sweepPrivacyJob.run(
      {
        ...services,
        actor: system("sweep-privacy"),
        now: () => new Date(Date.now() + fifteenDaysMs),
        log: openLog("info", { write: (line: string) => void lines.push(line) }),
        report: (detail) => void reports.push(detail),
      },
      {},
    );
  const told = () => lines.map((line) => erasureLine.parse(JSON.parse(line)).userId);
  await expect(sweep()).rejects.toThrow();
  expect(told()).toEqual([gone.id]);
  await db.stored("DROP TRIGGER stay ON users; DROP FUNCTION stay");
  await sweep();
  expect(told()).toEqual([gone.id, stuck.id]);
  expect(reports).toMatchObject([
    { erased: 1, faults: 1 },
    { erased: 1, faults: 0 },
  ]);
});
