import type { Mailer } from "@boltz/services";
import { createTransport } from "nodemailer";

/** Hands mails to an SMTP server. */
export const openMailer = (options: { smtpUrl: string; from: string }): Mailer & { close(): void } => {
  const transport = createTransport({
    url: options.smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ messageId, to, subject, text, headers = {} }) => {
      await transport.sendMail({ from: options.from, messageId, to, subject, text, headers: { ...headers } });
    },
    close: () => transport.close(),
  };
};
