import { useQuery } from "@tanstack/react-query";

export interface DemoLogin {
  role: string;
  email: string;
  password: string;
}

export interface SiteConfig {
  demo: boolean;
  mailboxUrl: string | null;
  demoLogins: DemoLogin[];
}

const plain: SiteConfig = { demo: false, mailboxUrl: null, demoLogins: [] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isDemoLogin = (value: unknown): value is DemoLogin =>
  isRecord(value) &&
  typeof value["role"] === "string" &&
  typeof value["email"] === "string" &&
  typeof value["password"] === "string";

async function readSiteConfig(): Promise<SiteConfig> {
  const response = await fetch("/api/config", { headers: { accept: "application/json" } });
  const body: unknown = response.ok ? await response.json() : null;
  if (!isRecord(body)) return plain;
  return {
    demo: body["demo"] === true,
    mailboxUrl: typeof body["mailboxUrl"] === "string" ? body["mailboxUrl"] : null,
    demoLogins: Array.isArray(body["demoLogins"]) ? body["demoLogins"].filter(isDemoLogin) : [],
  };
}

/** What this installation is: a demo shows its strip, its mailbox and its logins. */
export function useSiteConfig(): SiteConfig {
  const { data } = useQuery({
    queryKey: ["site-config"],
    queryFn: readSiteConfig,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  return data ?? plain;
}
