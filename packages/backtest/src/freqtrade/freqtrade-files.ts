import { isId, semver, sha256Hex } from "@boltz/contract";
import type { Strategy } from "../language/schema.ts";
import { paramsFileText } from "./freqtrade-params.ts";
import { pythonConduct } from "./python-conduct.ts";
import { pythonHead } from "./python-head.ts";
import { pythonIndicators } from "./python-indicators.ts";
import { pythonSeries } from "./python-series.ts";
import { pythonClass } from "./python-strategy.ts";

export interface FreqtradeFile {
  /** Its name in a bundle. */
  name: string;
  /** The name under which freqtrade finds it. */
  target: string;
  text: string;
}

export interface FreqtradeFiles {
  className: string;
  strategyFile: FreqtradeFile;
  paramsFile: FreqtradeFile;
}

/** The class that a listing's strategy is in freqtrade, and each file's name in a bundle and where freqtrade finds it. */
export function freqtradeNames(listingId: string) {
  const className = `Boltz${listingId.slice("lst_".length)}`;
  return {
    className,
    strategy: { name: "freqtrade-strategy.py", target: `${className}.py` },
    params: { name: "freqtrade-params.json", target: `${className}.json` },
  };
}

/** Which version of which listing the files are made from. */
export interface FreqtradeOrigin {
  listingId: string;
  version: string;
  specHash: string;
}

/**
 * A checked strategy as a strategy of freqtrade, and its parameter file. Of the document only numbers, checked names behind
 * a prefix and words of the language get in; the same document of the same version gives the same bytes. Throws a
 * RangeError on an id, a version or a hash that is none.
 */
export function freqtradeFiles({
  strategy,
  listingId,
  version,
  specHash,
}: { strategy: Strategy } & FreqtradeOrigin): FreqtradeFiles {
  if (!isId("lst", listingId)) throw new RangeError("that is no id of a listing");
  if (!semver.safeParse(version).success) throw new RangeError("that is no version");
  if (!sha256Hex.safeParse(specHash).success) throw new RangeError("that is no hash of a document");

  const { className, strategy: strategyNames, params } = freqtradeNames(listingId);
  const origin = `# Listing ${listingId}, version ${version}, document SHA-256 ${specHash}\n`;
  const fixed = `${pythonHead}\n${pythonSeries}${pythonIndicators}${pythonConduct}`;
  return {
    className,
    strategyFile: {
      ...strategyNames,
      text: `${origin}${fixed}\n\n${pythonClass(strategy, className)}`,
    },
    paramsFile: {
      ...params,
      text: paramsFileText(strategy, className),
    },
  };
}
