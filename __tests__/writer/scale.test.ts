import { expect, it } from "vitest";
import { countCalls } from "./file-system";
import { generated, outputFolder, write } from "./output-folder";

/** The number of file system calls per file for a fleet with so many machines. */
function callsPerFile(machines: number): { readonly first: number; readonly second: number } {
  const root = outputFolder();
  const texts = Object.fromEntries(
    Array.from({ length: 3 * machines }, (_, n) => [
      `modules/hosts/m${n % machines}/f${n}.nix`,
      generated("x = 1;\n"),
    ]),
  );
  const perFile = () => countCalls(() => write(root, texts)) / (3 * machines);
  return { first: perFile(), second: perFile() };
}

it("makes the same number of file system calls per file for 400 machines as for 100", () => {
  const [few, many] = [callsPerFile(100), callsPerFile(400)];
  expect(many.first).toBeLessThan(few.first * 1.05);
  expect(many.second).toBeLessThan(few.second * 1.05);
});
