import { resolve } from "node:path";
import { type LibraryChanges, listingId } from "@boltz/contract";
import type { InstallLock } from "../files/install-lock.ts";
import { readInstalls } from "../files/read-installs.ts";
import { CliRefused, refuse } from "../refused.ts";
import { connect } from "../server/market-api.ts";
import { chooseServer } from "../server/server-address.ts";
import { requireToken } from "../server/sign-in.ts";
import { printable, type Session } from "../session.ts";
import { install } from "./install.ts";

export interface UpdateOptions {
  dir: string;
  server?: string;
  token?: string;
  /** Goes ahead without asking. */
  yes?: boolean;
  /** Only says what there is. */
  check?: boolean;
  acceptUnverified?: boolean;
}

/** Shows for each install what a newer version would change, and puts it in its place when that is wanted. */
export const update = async (
  session: Session,
  wanted: string | undefined,
  options: UpdateOptions,
): Promise<void> => {
  const locks = (await readInstalls(resolve(session.workDir, options.dir))).filter(
    (lock) => wanted === undefined || lock.listingId === wanted,
  );
  if (wanted !== undefined && !listingId.safeParse(wanted).success)
    throw new CliRefused("usage", `"${printable(wanted)}" is no listing; it looks like lst_….`);
  if (locks.length === 0) throw refuse(`Nothing of it is installed in ${printable(options.dir)}.`);
  let failed = 0;
  for (const lock of locks) {
    try {
      await updateOne(session, lock, options);
    } catch (error) {
      if (!(error instanceof CliRefused) || error.reason !== "refused" || locks.length === 1) throw error;
      session.printError(`boltz: ${lock.listingId}: ${error.message}`);
      failed += 1;
    }
  }
  if (failed > 0) throw refuse(`${failed} of ${locks.length} stay as they are.`);
};

const updateOne = async (session: Session, lock: InstallLock, options: UpdateOptions): Promise<void> => {
  const server = await chooseServer(session, options.server ?? lock.server);
  const token = await requireToken(session, server, options.token);
  const changes = await connect(server, token).changes({ listingId: lock.listingId, from: lock.version });
  if (changes.to === lock.version) {
    session.print(`${lock.listingId} ${lock.version} is the newest version.`);
    return;
  }
  for (const line of linesOf(lock, changes)) session.print(printable(line));
  if (options.check === true || !(await isWanted(session, changes, options))) return;
  await install(session, `${lock.listingId}@${changes.to}`, {
    dir: options.dir,
    server,
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(lock.target === undefined ? {} : { target: lock.target }),
    acceptUnverified: options.acceptUnverified ?? false,
  });
};

const isWanted = async (
  session: Session,
  { to }: LibraryChanges,
  { yes }: UpdateOptions,
): Promise<boolean> => {
  if (yes === true) return true;
  const answer = await session.ask(`Update to ${to}? [y/N] `);
  if (answer === undefined) throw refuse("Nothing was updated: say --yes where nobody can be asked.");
  if (/^y(es)?$/i.test(answer.trim())) return true;
  session.print("Left as it is.");
  return false;
};

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

const linesOf = (lock: InstallLock, changes: LibraryChanges): string[] => [
  `${lock.listingId} ${changes.from} → ${changes.to}`,
  ...(changes.changelog === "" ? [] : changes.changelog.split("\n").map((line) => `  ${line}`)),
  ...changes.rulesRemoved.map((sentence) => `  − ${sentence}`),
  ...changes.rulesAdded.map((sentence) => `  + ${sentence}`),
  ...behaviourLines(changes.behaviour),
];

const behaviourLines = (behaviour: LibraryChanges["behaviour"]): string[] => {
  if (behaviour === null) return ["  How it behaves against your version was not measured."];
  const { before, now } = behaviour;
  return [
    `  On the same bars: ${behaviour.tradesInBoth} trades in both, ${behaviour.tradesOnlyBefore} only before, ${behaviour.tradesOnlyNow} only now.`,
    `  Return ${percent(before.totalReturn)} → ${percent(now.totalReturn)}, largest drawdown ${percent(before.maxDrawdown)} → ${percent(now.maxDrawdown)}.`,
  ];
};
