import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "./program.ts";
import type { Session } from "./session.ts";

export interface Desk {
  folder: string;
  session: Session;
  printed: string[];
  run(...args: string[]): Promise<number>;
  close(): Promise<void>;
}

/** A person's machine: an empty folder for settings, another for work, and a clock that sleeping moves. */
export const openDesk = async (): Promise<Desk> => {
  const root = await mkdtemp(join(tmpdir(), "boltz-cli-"));
  const printed: string[] = [];
  let time = Date.parse("2026-03-01T12:00:00.000Z");
  const session: Session = {
    configDir: join(root, "config", "boltz"),
    server: undefined,
    token: undefined,
    workDir: root,
    print: (line) => printed.push(line),
    printError: (line) => printed.push(line),
    ask: async () => undefined,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
    now: () => new Date(time),
  };
  return {
    folder: root,
    session,
    printed,
    run: (...args) => runCli(args, session),
    close: () => rm(root, { recursive: true, force: true }),
  };
};
