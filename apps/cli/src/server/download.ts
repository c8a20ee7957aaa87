import { wireError } from "@boltz/contract";
import { z } from "zod";
import { CliRefused, refuse } from "../refused.ts";
import { refusedBy } from "./market-api.ts";
import { readBody, request } from "./request.ts";

const attempts = 3;

const refusedAnswer = z.object({ error: z.object({ data: wireError }) });

/** Fetches a bundle by its link, which must lead to the same server; tries again where the connection broke. */
export const downloadBundle = async (server: string, link: string, limit: number): Promise<Uint8Array> => {
  const { origin } = new URL(link);
  if (origin !== server)
    throw refuse(
      `${server} sends its downloads to ${origin}, which is not followed. Try --server ${origin}.`,
    );
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await downloadOnce(link, limit);
    } catch (error) {
      const isBroken = error instanceof CliRefused && error.reason === "unreachable";
      if (!isBroken || attempt === attempts) throw error;
    }
  }
};

const downloadOnce = async (link: string, limit: number): Promise<Uint8Array> => {
  const response = await request(link);
  const bytes = await readBody(response, link, limit);
  if (response.status === 200) return bytes;
  const answer = refusedAnswer.safeParse(jsonOf(bytes));
  if (answer.success) throw refusedBy(answer.data.error.data, undefined);
  throw refuse(`The download was refused with status ${response.status}. Nothing was installed.`);
};

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};
