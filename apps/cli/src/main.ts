#!/usr/bin/env node
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { runCli } from "./program.ts";

const configHome = (): string => {
  const { XDG_CONFIG_HOME: xdg, APPDATA: appData } = process.env;
  if (xdg !== undefined && isAbsolute(xdg)) return xdg;
  if (process.platform === "win32" && appData !== undefined) return appData;
  return join(homedir(), ".config");
};

process.exitCode = await runCli(process.argv.slice(2), {
  configDir: join(configHome(), "boltz"),
  server: process.env["BOLTZ_SERVER"],
  token: process.env["BOLTZ_TOKEN"],
  workDir: process.cwd(),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  ask: async (question) => {
    if (!process.stdin.isTTY) return undefined;
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  },
  sleep: (milliseconds) => sleep(milliseconds),
  now: () => new Date(),
});
