/** The bolt and the name. */
export function Brand() {
  return (
    <>
      <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden>
        <rect width="32" height="32" rx="8" fill="#0b5863" />
        <path d="M18.6 5.5 8.4 18h6.4l-1.6 8.5L23.6 14h-6.5l1.5-8.5Z" fill="#f3bd4f" />
      </svg>
      <span>BoltzTrader</span>
    </>
  );
}
