import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFiles, WriteError } from "../../writer";
import { contents, files, outputFolder, put } from "./output-folder";

describe("new files", () => {
  it("are created, with the folder", () => {
    const root = join(outputFolder(), "new");
    createFiles(root, files({ "main.ts": "1", "package.json": "2" }));
    expect(contents(root)).toEqual({ "main.ts": "1", "package.json": "2" });
  });

  it("are not created if one of them exists, which is not changed", () => {
    const root = outputFolder();
    put(root, "main.ts", "by hand");
    const create = () => createFiles(root, files({ "package.json": "1", "main.ts": "2" }));
    expect(create).toThrow(WriteError);
    expect(create).toThrow(join(root, "main.ts"));
    expect(contents(root)).toEqual({ "main.ts": "by hand" });
  });

  it("are not created if the folder is a file", () => {
    const root = outputFolder();
    put(root, "fleet", "a file");
    mkdirSync(join(root, "other"));
    expect(() => createFiles(join(root, "fleet"), files({ "main.ts": "1" }))).toThrow(WriteError);
  });
});
