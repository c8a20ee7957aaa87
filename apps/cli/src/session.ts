/** What a command is given of the world around it; read once by main.ts, or made up by a test. */
export interface Session {
  /** Folder for sign-ins and pinned keys. */
  configDir: string;
  /** BOLTZ_SERVER and BOLTZ_TOKEN. */
  server: string | undefined;
  token: string | undefined;
  /** Where relative paths start. */
  workDir: string;
  print(line: string): void;
  printError(line: string): void;
  /** What was answered to a question; undefined where nobody can be asked. */
  ask(question: string): Promise<string | undefined>;
  sleep(milliseconds: number): Promise<void>;
  now(): Date;
}

/** Text from elsewhere as a terminal may show it: without control, escape and direction characters. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "");
