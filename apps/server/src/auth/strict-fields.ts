import { text } from "@boltz/contract";
import { APIError, createAuthMiddleware } from "better-auth/api";
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

const shapes: Record<string, z.ZodType> = {
  "/sign-up/email": signUp,
  "/update-user": updateUser,
  "/device/code": deviceCode,
};

/** Refuses fields that nobody may send, such as a role, and texts that no page could show. */
export const strictFields = createAuthMiddleware(async (ctx) => {
  const result = shapes[ctx.path]?.safeParse(ctx.body);
  if (result === undefined || result.success) return;
  const [issue] = result.error.issues;
  const message = [issue?.path.join("."), issue?.message].filter(Boolean).join(": ");
  throw new APIError("BAD_REQUEST", { code: "INVALID_INPUT", message });
});
