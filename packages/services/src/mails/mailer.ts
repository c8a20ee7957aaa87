/** Where mails leave the house. Throws when the mail was not taken over; the job tries again then. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

export interface Mail {
  /** Stable over retries, so that a receiving server can drop a repeated one. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  headers?: Readonly<Record<string, string>>;
}
