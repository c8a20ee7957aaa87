/** What the measured server believes webhooks by. */
export const webhookSecret = "whsec_for_measuring_only";
