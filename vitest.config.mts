import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["__tests__/**/*.test.ts"],
    globalSetup: "__tests__/support/temporary-folder.ts",
    // Tests run whole processes, and a machine may be busy.
    testTimeout: 30_000,
    // Workspace packages are loaded as users load them: built, and once.
    server: { deps: { external: [/\/packages\/[^/]+\/lib\//] } },
  },
});
