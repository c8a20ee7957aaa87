import { text } from "@boltz/contract";
import { APIError } from "better-auth/api";
import { z } from "zod";

const signUp = z.strictObject({
  name: text(1, 80),
  email: z.email().max(254),
  password: z.string(),
  callbackURL: z.string().max(500).optional(),
  rememberMe: z.boolean().optional(),
});

/** Of a person only the name is theirs to change here; an address or a role is not. */
const updateUser = z.strictObject({ name: text(1, 80) });

const deviceCode = z.strictObject({ client_id: z.string(), scope: z.string().max(200).optional() });

const onlyPassword = z.strictObject({ password: z.string().max(128) });

/** No device is trusted to leave the second step out, so nothing but the code is taken. */
const sixDigits = z.strictObject({ code: z.string().regex(/^\d{6}$/, "must be six digits") });
const spareCode = z.strictObject({ code: z.string().max(20) });

const shapes: Record<string, z.ZodType> = {
  "/sign-up/email": signUp,
  "/update-user": updateUser,
  "/device/code": deviceCode,
  "/two-factor/enable": onlyPassword,
  "/two-factor/disable": onlyPassword,
  "/two-factor/generate-backup-codes": onlyPassword,
  "/two-factor/verify-totp": sixDigits,
  "/two-factor/verify-backup-code": spareCode,
};

/** Refuses fields that nobody may send, such as a role, and texts that no page could show. */
export const refuseStrangeFields = (path: string, body: unknown): void => {
  const result = shapes[path]?.safeParse(body);
  if (result === undefined || result.success) return;
  const [issue] = result.error.issues;
  const message = [issue?.path.join("."), issue?.message].filter(Boolean).join(": ");
  throw new APIError("BAD_REQUEST", { code: "INVALID_INPUT", message });
};
