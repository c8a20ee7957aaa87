import { type WriteStep, writeInstall } from "./write-install.ts";

// Run as a program of its own: writes an install and is killed, as by a power cut, at the step it is told.
const [dir = "", name = "", step = ""] = process.argv.slice(2);

await writeInstall({
  dir,
  name,
  files: new Map([["strategy.json", new TextEncoder().encode("new")]]),
  force: true,
  onStep: (reached: WriteStep) => {
    if (reached === step) process.kill(process.pid, "SIGKILL");
  },
});
