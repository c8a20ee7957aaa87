import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const building = new Set(["CallExpression", "ObjectExpression", "ArrayExpression"]);

/**
 * The contract's modules only build values. Saying so of each one lets the first page leave out every
 * schema that it does not use, and zod with them.
 */
function droppableSchemas(): Plugin {
  return {
    name: "droppable-schemas",
    enforce: "post",
    transform: {
      filter: { id: /packages\/contract\/src\/.*\.ts$/ },
      handler(code) {
        const inits = this.parse(code).body.flatMap((statement) => {
          const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
          return declared?.type === "VariableDeclaration"
            ? declared.declarations.flatMap(({ init }) => (init && building.has(init.type) ? [init] : []))
            : [];
        });
        return inits.reduceRight(
          (text, { start, end }) =>
            `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`,
          code,
        );
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), droppableSchemas()],
  build: {
    outDir: "dist",
    target: "es2022",
    // Everything is served as a file: the content security policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
  },
});
