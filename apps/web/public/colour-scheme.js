// Runs before the first paint, so that the page never flashes in the wrong scheme.
(() => {
  let chosen = null;
  try {
    chosen = window.localStorage.getItem("boltz-colour-scheme");
  } catch {
    // Storage may be switched off; the system's scheme is right then.
  }
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = chosen === "light" || chosen === "dark" ? chosen : dark ? "dark" : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
})();
