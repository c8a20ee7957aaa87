#!/usr/bin/env node
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
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
  sleep: (milliseconds) => sleep(milliseconds),
  now: () => new Date(),
});
