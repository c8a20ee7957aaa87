// Started by embedded-postgres.ts in a session of its own. It holds the reading end of a pipe: when its parent ends,
// by whatever means, the pipe closes, and this process stops the postmaster that the parent can no longer stop.
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { stopPostmaster } from "./postmaster.ts";

const [data, ...throwaway] = process.argv.slice(2);
if (data === undefined) throw new Error("usage: watchdog <data directory> [directory to remove afterwards…]");

let postmaster: number | undefined;
for await (const line of createInterface({ input: process.stdin })) postmaster = Number(line);

if (postmaster !== undefined) await stopPostmaster(postmaster, data);
for (const dir of throwaway) await rm(dir, { recursive: true, force: true });
