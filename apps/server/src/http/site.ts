import type { ProviderName } from "@boltz/contract";

export interface DemoLogin {
  role: string;
  email: string;
  password: string;
}

/** What the web may know of this installation. */
export interface Site {
  mailboxUrl: string | null;
  providers: ProviderName[];
  demo: boolean;
  demoLogins: DemoLogin[];
}
