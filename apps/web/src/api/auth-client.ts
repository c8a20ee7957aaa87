import { createAuthClient } from "better-auth/client";
import { deviceAuthorizationClient, twoFactorClient } from "better-auth/client/plugins";

/** Sign-up, sign-in and sessions. Loaded by the screens that need it, never with the first page. */
export const authClient = createAuthClient({
  basePath: "/api/auth",
  plugins: [deviceAuthorizationClient(), twoFactorClient()],
});
