import { expect, it } from "vitest";
import { outputFolder, write } from "./output-folder";

it("writes the files of 500 machines in little time, and less when nothing changes", () => {
  const root = outputFolder();
  const texts = Object.fromEntries(
    Array.from({ length: 1500 }, (_, n) => [
      `modules/hosts/m${n % 500}/f${n}.nix`,
      "x = 1;\n".repeat(100),
    ]),
  );
  const timed = () => {
    const start = performance.now();
    const report = write(root, texts);
    return { report, milliseconds: performance.now() - start };
  };

  const first = timed();
  expect(first.report.created).toHaveLength(1500);
  expect(first.milliseconds).toBeLessThan(2000);

  const second = timed();
  expect(second.report).toMatchObject({ created: [], updated: [], removed: [] });
  expect(second.milliseconds).toBeLessThan(1000);
});
