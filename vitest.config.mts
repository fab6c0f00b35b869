import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["__tests__/**/*.test.ts"],
    globalSetup: ["__tests__/support/temporary-folder.ts", "__tests__/support/compile-library.ts"],
    // Tests run whole processes, and a machine may be busy.
    testTimeout: 30_000,
    // A test that waits for a process uses no core; by default one core would be left over.
    maxWorkers: "100%",
    // No test changes a module that it loads, and loading them anew for every file takes longer than most tests.
    isolate: false,
    // Workspace packages are loaded as users load them: built, and once.
    server: { deps: { external: [/\/packages\/[^/]+\/lib\//] } },
  },
});
