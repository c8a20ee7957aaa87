import { BundleRefused } from "@boltz/bundle";
import { Command, CommanderError, Option } from "commander";
import { type InstallOptions, install } from "./commands/install.ts";
import { type ListOptions, list } from "./commands/list.ts";
import { login, logout, type ServerOptions, whoami } from "./commands/login.ts";
import { trust } from "./commands/trust.ts";
import { type UpdateOptions, update } from "./commands/update.ts";
import { type VerifyOptions, verify } from "./commands/verify.ts";
import { installTargets } from "./files/install-lock.ts";
import { CliRefused, exitCodes } from "./refused.ts";
import { printable, type Session } from "./session.ts";

const serverFlag = ["--server <url>", "marketplace to use (BOLTZ_SERVER, else the last sign-in)"] as const;
const tokenFlag = [
  "--token <token>",
  "sign-in to use (better: BOLTZ_TOKEN, which no process list shows)",
] as const;

const signInCommands = (program: Command, session: Session): void => {
  program
    .command("login")
    .description("sign in through your browser")
    .option(...serverFlag)
    .option(...tokenFlag)
    .action((options: ServerOptions) => login(session, options));
  program
    .command("logout")
    .description("forget the sign-in and end it on the server")
    .option(...serverFlag)
    .action((options: ServerOptions) => logout(session, options));
  program
    .command("whoami")
    .description("show who is signed in")
    .option(...serverFlag)
    .option(...tokenFlag)
    .action((options: ServerOptions) => whoami(session, options));
};

const bundleCommands = (program: Command, session: Session): void => {
  program
    .command("list")
    .description("show the strategies you own")
    .option(...serverFlag)
    .option(...tokenFlag)
    .option("--dir <dir>", "folder that holds your strategies, to say what is installed there")
    .action((options: ListOptions) => list(session, options));
  program
    .command("install <listing[@version]>")
    .description("download a strategy you own, verify it, run it again, and write it to <dir>/<listing>")
    .option("--dir <dir>", "folder that holds your strategies", ".")
    .option(...serverFlag)
    .option(...tokenFlag)
    .addOption(
      new Option("--target <engine>", "also write the files by which that engine finds it").choices(
        installTargets,
      ),
    )
    .option("--accept-unverified", "install what the marketplace did not run itself")
    .option("--force", "replace what is there, even if it was changed")
    .action((wanted: string, options: InstallOptions) => install(session, wanted, options));
  program
    .command("verify <file-or-dir>")
    .description("check that a bundle or an installed folder is unchanged, and run it again")
    .option(...serverFlag)
    .option("--offline", "ask no server; run again only on bars that are here")
    .option("--key <file>", "signing key to check against, instead of the trusted ones")
    .action((path: string, options: VerifyOptions) => verify(session, path, options));
  program
    .command("update [listing]")
    .description("show what newer versions would change, and install them if you want")
    .option("--dir <dir>", "folder that holds your strategies", ".")
    .option(...serverFlag)
    .option(...tokenFlag)
    .option("--check", "only show")
    .option("--yes", "do not ask")
    .option("--accept-unverified", "install what the marketplace did not run itself")
    .action((wanted: string | undefined, options: UpdateOptions) => update(session, wanted, options));
  program
    .command("trust <key-id>")
    .description("accept the new signing key of a server")
    .option(...serverFlag)
    .action((keyId: string, options: { server?: string }) => trust(session, keyId, options));
};

const createProgram = (session: Session): Command => {
  const program = new Command("boltz")
    .description("Install and verify strategies from a BoltzTrader marketplace.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => session.print(text.trimEnd()),
      writeErr: (text) => session.printError(text.trimEnd()),
    });
  signInCommands(program, session);
  bundleCommands(program, session);
  return program;
};

/** Runs one command and answers the exit status. Whatever is refused is said in one sentence. */
export const runCli = async (args: readonly string[], session: Session): Promise<number> => {
  try {
    await createProgram(session).parseAsync(args, { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    session.printError(sentenceOf(error));
    return error instanceof CliRefused ? exitCodes[error.reason] : exitCodes.refused;
  }
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof CliRefused) return `boltz: ${error.message}`;
  if (error instanceof BundleRefused) return `boltz: This bundle is refused: ${error.message}`;
  return `boltz: ${error instanceof Error ? printable(error.message) : "Something went wrong."}`;
};
