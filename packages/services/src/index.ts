export * from "./context.ts";
export * from "./mails/mailer.ts";
export * from "./queue.ts";
