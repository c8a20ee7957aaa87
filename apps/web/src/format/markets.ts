import { type AssetClass, assetClasses } from "@boltz/contract";

export const marketNames: Record<AssetClass, string> = {
  stocks: "Stocks",
  etfs: "ETFs",
  crypto: "Crypto",
  forex: "Forex",
  futures: "Futures",
  commodities: "Commodities",
};

/** A stored asset class by its name; one that the language no longer knows, as it is stored. */
export const marketNameOf = (stored: string): string => {
  const known = assetClasses.find((name) => name === stored);
  return known === undefined ? stored : marketNames[known];
};

/** "mean-reversion" is "Mean reversion". */
export const styleName = (style: string): string => {
  const words = style.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
