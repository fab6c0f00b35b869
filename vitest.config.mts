import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["__tests__/**/*.test.ts"],
    // Workspace packages are loaded as users load them: built, and once.
    server: { deps: { external: [/\/packages\/[^/]+\/lib\//] } },
  },
});
