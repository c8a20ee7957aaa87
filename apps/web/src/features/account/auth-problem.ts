import { waitText, wireErrorOf } from "../../api/errors.ts";

interface AuthError {
  code?: string | undefined;
  status?: number | undefined;
  /** Our own words beside the library's code, where the door was tried too often. */
  error?: unknown;
}

const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The e-mail address or the password is wrong.",
  INVALID_PASSWORD: "The password is wrong.",
  INVALID_EMAIL: "This is not an e-mail address.",
  USER_ALREADY_EXISTS: "There is an account with this address already. Sign in instead.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "There is an account with this address already. Sign in instead.",
  PASSWORD_TOO_SHORT: "Take at least 12 characters.",
  PASSWORD_TOO_LONG: "Take at most 128 characters.",
  EMAIL_NOT_VERIFIED: "Confirm your e-mail address first: open the link we sent you.",
  INVALID_TOKEN: "This link was used already, or it has expired. Ask for a new one.",
  TOKEN_EXPIRED: "This link has expired. Ask for a new one.",
  SESSION_NOT_FRESH: "For this, sign out and sign in again first.",
  INVALID_CODE: "This code is wrong, or was used before. Take the one that your app shows now.",
  INVALID_BACKUP_CODE: "This spare code is wrong, or was used before.",
  ACCOUNT_TEMPORARILY_LOCKED: "Too many wrong codes. Wait 15 minutes, then try again.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Go back and sign in with your password again.",
  INVALID_TWO_FACTOR_COOKIE: "This took too long. Go back and sign in with your password again.",
  SECOND_FACTOR_REQUIRED: "The last code was given too long ago. Cancel, and begin again.",
  TOTP_ALREADY_ENABLED: "Two-step sign-in is on already. Reload the page.",
  TWO_FACTOR_NOT_ENABLED: "Two-step sign-in is off. Reload the page.",
};

/** What went wrong at the door, in one sentence, and never what the server's own words were. */
export function authProblem(error: AuthError): string {
  const known = error.code === undefined ? undefined : sentences[error.code];
  if (known !== undefined) return known;
  if (error.status === 429) {
    const { retryAfterSeconds } = wireErrorOf(error.error);
    return `Too many tries. Try again in ${waitText(retryAfterSeconds ?? 60)}.`;
  }
  if (error.status === undefined || error.status === 0)
    return "The server does not answer. Check your connection, then try again.";
  return "This did not work. Try again in a moment.";
}

export const passwordProblem = (password: string) =>
  password.length < 12
    ? "Take at least 12 characters"
    : password.length > 128
      ? "Take at most 128 characters"
      : null;

export const emailProblem = (email: string) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? null : "Type an e-mail address, like name@example.com";
