import { localStorageColorSchemeManager } from "@mantine/core";

/** The same key is read before the first paint by public/colour-scheme.js. */
export const colourScheme = localStorageColorSchemeManager({ key: "boltz-colour-scheme" });
