/** Where the link in the mail ends; it remembers what the person was about to do. */
export const verifiedAddress = (next?: string) =>
  next ? `/verified?next=${encodeURIComponent(next)}` : "/verified";
