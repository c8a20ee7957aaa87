/** Seconds, and how many requests of one address (IPv6: of one /64) to one path in them. */
export interface Limit {
  window: number;
  max: number;
}

const perMinute = (max: number): Limit => ({ window: 60, max });

/** Guessing a password has to be slow; reading one's own session does not. */
export const defaultLimits: Record<string, Limit> = {
  "/sign-in/email": perMinute(10),
  "/sign-up/email": perMinute(10),
  "/request-password-reset": perMinute(5),
  "/reset-password": perMinute(10),
  "/send-verification-email": perMinute(5),
  "/verify-email": perMinute(20),
  "/change-password": perMinute(5),
  "/two-factor/enable": perMinute(5),
  "/two-factor/disable": perMinute(5),
  "/two-factor/generate-backup-codes": perMinute(5),
  "/two-factor/verify-totp": perMinute(10),
  "/two-factor/verify-backup-code": perMinute(10),
  "/device/code": perMinute(10),
  "/device/token": perMinute(60),
  "/device": perMinute(20),
  "/device/approve": perMinute(20),
  "/device/deny": perMinute(20),
  "/get-session": perMinute(600),
};
