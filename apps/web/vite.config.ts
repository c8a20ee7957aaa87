import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    target: "es2022",
    // Everything is served as a file: the content security policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The contract's schemas only build values; without this hint zod would stay in the entry chunk.
      treeshake: { manualPureFunctions: ["z"] },
    },
  },
});
