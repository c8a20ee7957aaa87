import { z } from "zod";
import { kind, signature } from "./kind.ts";

export const privacyKinds = {
  export_ready: kind("security", z.strictObject({ days: z.int(), url: z.url() }), ({ days, url }) => ({
    subject: "The copy of your data is ready",
    text: `Everything that we keep about you is packed and can be downloaded for ${days} days:\n\n${url}\n\nIf you did not ask for it, change your password now.${signature}`,
  })),
  erasure_scheduled: kind(
    "security",
    z.strictObject({ dueOn: z.string(), url: z.url() }),
    ({ dueOn, url }) => ({
      subject: `Your account will be erased on ${dueOn}`,
      text: `You asked us to erase your account. That happens on ${dueOn}; until then everything works as before, and you can call it off at any time:\n\n${url}\n\nIf this was not you, call it off and change your password now.${signature}`,
    }),
  ),
  erasure_cancelled: kind("security", z.strictObject({ url: z.url() }), ({ url }) => ({
    subject: "Your account stays",
    text: `The erasure of your account is called off. Nothing was erased.\n\nIf this was not you, change your password now:\n${url}${signature}`,
  })),
  erasure_put_off: kind(
    "security",
    z.strictObject({ blocks: z.array(z.string()), url: z.url() }),
    ({ blocks, url }) => ({
      subject: "Your account cannot be erased yet",
      text: `The erasure of your account is due, but this stands in the way:\n\n${blocks
        .map((block) => `- ${block}`)
        .join("\n")}\n\nWe try again every day. See where to settle it:\n${url}${signature}`,
    }),
  ),
} as const;
