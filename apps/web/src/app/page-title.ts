import { useEffect } from "react";

const site = "BoltzTrader Marketplace";

/** Names the page in the tab and for the reader of a screen reader. */
export function usePageTitle(title: string | undefined) {
  useEffect(() => {
    document.title = title ? `${title} · ${site}` : site;
  }, [title]);
}
