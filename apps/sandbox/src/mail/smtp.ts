import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";

export interface MailServer {
  port: number;
  close(): Promise<void>;
}

const maxBytes = 10 * 1024 * 1024;

/** Takes every mail and delivers none: they are read on the mailbox page. */
export async function startMailServer(
  core: Pick<Core, "store" | "clock">,
  port: number,
): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: maxBytes,
    banner: "sandbox: nothing is delivered",
    onData(stream, session, callback) {
      simpleParser(stream).then(
        (mail) => {
          if (stream.sizeExceeded) return callback(new Error("the mail is too large"));
          const to = session.envelope.rcptTo.map((recipient) => recipient.address);
          keepMail(core, mail, to);
          callback();
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error("the mail cannot be read")),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // A client that hangs up in the middle is no reason to fall over.
  server.on("error", () => undefined);
  return {
    port: listeningPort(server.server.address()),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function keepMail(core: Pick<Core, "store" | "clock">, mail: ParsedMail, to: string[]): void {
  core.store.mails.save({
    id: newId("mail"),
    receivedAt: core.clock().toISOString(),
    from: mail.from?.text ?? "",
    to,
    subject: mail.subject ?? "(no subject)",
    text: mail.text ?? "",
    html: mail.html || null,
    listHeaders: Object.fromEntries(
      mail.headerLines
        .filter(({ key }) => key.startsWith("list-"))
        .map(({ key, line }) => [key, contentOf(line)]),
    ),
  });
}

/** What stands behind the name, on one line again. */
const contentOf = (line: string): string =>
  line
    .slice(line.indexOf(":") + 1)
    .replaceAll(/\r?\n/g, "")
    .trim();

export function listeningPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}
