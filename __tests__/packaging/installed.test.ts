import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { filesOf, REPOSITORY } from "../support/run-fleet";
import { contents, emptyRepository, npm, PACKAGES, packAll } from "./packed";

const MANIFEST = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8"));
const TYPESCRIPT = `typescript@${MANIFEST.devDependencies.typescript}`;

/** The README's fleet, as a user of the package writes it. */
const [, EXAMPLE = ""] =
  /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(join(REPOSITORY, "README.md"), "utf8")) ?? [];
const TS = EXAMPLE.replace('"./constructs"', '"nix-fleet"');
const ESM = TS.replace("type FleetApp, ", "").replace("(app: FleetApp): void", "(app)");
const CJS = ESM.replace(
  /import (\{[^}]*\}) from "nix-fleet"/,
  'const $1 = require("nix-fleet")',
).replace("export function", "exports.main = function");
/** The same with a resource of hcloud's, in its stack. */
const WITH_ZONE = `import { Zone } from "@cdktf/provider-hcloud/lib/zone";\n${TS}`
  .replace("new HetznerStack", "const stack = new HetznerStack")
  .replace(/\}\s*$/, '  new Zone(stack, "zone", { name: "example.org", mode: "primary" });\n}\n');

const FLEET = "node_modules/.bin/fleet";

let tarballs: ReadonlyMap<string, string>;
let folder: string;

beforeAll(async () => {
  tarballs = await packAll();
  folder = emptyRepository();
  const hcloud = tarballs.get("nix-fleet-provider-hcloud");
  await npm(
    folder,
    "install",
    ...[`${tarballs.get("nix-fleet")}`, `@cdktf/provider-hcloud@file:${hcloud}`, TYPESCRIPT],
  );
}, 120_000);

function run(command: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** Makes a file the only entry of the fleet. */
function writeMain(name: string, text: string, type: "commonjs" | "module"): void {
  for (const other of ["ts", "mts", "cts", "js", "mjs", "cjs"]) {
    rmSync(join(folder, `main.${other}`), { force: true });
  }
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, type }));
  writeFileSync(join(folder, name), text);
}

describe("the tarballs", () => {
  it("are the library and each of its packages", () => {
    const names = PACKAGES.map((name) => `nix-fleet-${name}`);
    expect([...tarballs.keys()].sort()).toEqual(["nix-fleet", ...names].sort());
  });

  it("hold what is built, a README and a licence, and nothing else", () => {
    for (const tarball of tarballs.values()) {
      const own = contents(tarball).filter((path) => !path.startsWith("node_modules/"));
      expect(own).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
      const built = /^lib\/.*(\.js|\.d\.ts|\.nix)$|^schema\/[a-z-]+\.json$/;
      const others = own.filter((path) => !built.test(path));
      expect(others.sort()).toEqual(["LICENSE", "README.md", "package.json"]);
    }
  });

  it("bring the packages with the library, which nobody can then take from elsewhere", () => {
    const all = contents(`${tarballs.get("nix-fleet")}`);
    for (const name of PACKAGES) {
      expect(all).toContain(`node_modules/@nix-fleet/${name}/package.json`);
    }
  });
});

describe("the library, installed in an empty folder", () => {
  const PACKAGE = () => join(folder, "node_modules/nix-fleet");

  it("imports nothing but what it depends on", () => {
    const declared = Object.keys({ ...MANIFEST.dependencies, ...MANIFEST.peerDependencies });
    const imported = Object.entries(filesOf(join(PACKAGE(), "lib"))).flatMap(([file, text]) =>
      [...text.matchAll(/(?:require|import)\("([^."][^"]*)"\)|from "([^."][^"]*)"/g)].map(
        ([, called, named]) => ({ file, name: `${called ?? named}` }),
      ),
    );
    expect(imported.length).toBeGreaterThan(0);
    const wrong = imported.filter(
      ({ name }) =>
        !isBuiltin(name) &&
        name !== "nix-fleet" &&
        !declared.some((one) => name === one || name.startsWith(`${one}/`)),
    );
    expect(wrong).toEqual([]);
  });

  it("leaves npm nothing to complain about", () => {
    expect(run("npm", "ls", "--all")).toMatchObject({ status: 0, stderr: "" });
  });

  it.each([
    ["main.ts", "commonjs", TS],
    ["main.ts", "module", TS],
    ["main.mts", "commonjs", TS],
    ["main.cts", "module", TS],
    ["main.js", "commonjs", CJS],
    ["main.js", "module", ESM],
    ["main.mjs", "commonjs", ESM],
    ["main.cjs", "module", CJS],
  ] as const)(
    "synthesizes the README's fleet from %s in a package of type %s",
    (name, type, text) => {
      writeMain(name, text, type);
      rmSync(join(folder, "nix-config"), { recursive: true, force: true });
      expect(run(FLEET, "synth")).toMatchObject({ status: 0, stderr: "" });
      const files = filesOf(join(folder, "nix-config"));
      expect(files["modules/hosts/cinnabar/default.nix"]).toBe(
        /^```nix\n([\s\S]*?)^```$/m
          .exec(readFileSync(join(REPOSITORY, "README.md"), "utf8"))?.[1]
          ?.replace("main.ts", name),
      );
      expect(Object.keys(files)).toContain("modules/flake-parts/checks.nix");
      expect(Object.keys(files)).toContain("terraform/stacks/hetzner/cdk.tf.json");
    },
  );

  it.each([
    // A main.ts has one of these formats, by the type of its package.
    ["node16", "node16", ["main.cts", "main.mts"], "--skipLibCheck"],
    // What the declarations themselves are worth, once, as that takes long.
    ["bundler", "esnext", ["main.mts"], "--strict"],
  ] as const)(
    "has types for moduleResolution %s, module %s, in %j",
    (resolution, module, files, check) => {
      for (const file of files) writeFileSync(join(folder, file), TS);
      const options = [
        ...["--noEmit", "--strict", check, "--target", "es2022", "--lib", "es2022"],
        ...["--module", module, "--moduleResolution", resolution],
      ];
      expect(run("node_modules/.bin/tsc", ...options, ...files)).toEqual({
        status: 0,
        stdout: "",
        stderr: "",
      });
    },
  );

  it("takes an ES module that waits while it is loaded, and places its mistakes", () => {
    const text = TS.replace("export", "const servers = await Promise.resolve(ServerType);\nexport");
    writeMain("main.mts", text.replace("ServerType.CX53", "servers.CX43"), "commonjs");
    expect(run(FLEET, "synth")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("at hetzner/cinnabar (main.mts:11:20)"),
    });
  });

  it("is run by npx", () => {
    writeMain("main.ts", TS, "commonjs");
    expect(run("npx", "fleet", "synth")).toMatchObject({ status: 0, stderr: "" });
  });

  it("lets a fleet import hcloud's resources by the name that cdktf's providers have", () => {
    writeMain("main.mts", WITH_ZONE, "commonjs");
    expect(run(FLEET, "synth")).toMatchObject({ status: 0, stderr: "" });
    const { "terraform/stacks/hetzner/cdk.tf.json": json = "" } = filesOf(
      join(folder, "nix-config"),
    );
    expect(JSON.parse(json).resource).toHaveProperty("hcloud_zone");
  });

  it("compiles the fleet for fleet check, which knows the types of hcloud's resources", () => {
    writeMain("main.mts", `${WITH_ZONE}\nexport const port: number = "22";\n`, "commonjs");
    const { status, stderr } = run(FLEET, "check");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[type-error\][^\n]*\n {2}at main\.mts /);
    expect(stderr.match(/^error\[/gm)).toHaveLength(1);
  });
});

const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada@example.org";

describe.each([
  ["machines at home", ["--nixos", "web-1", "--darwin", "mac"]],
  ["servers, as CommonJS", ["--server-type", "cx53", "--key", KEY, "--module", "commonjs"]],
])("a new fleet with %s", (_, options) => {
  let fresh: string;

  function runInFresh(...args: readonly string[]) {
    return spawnSync(join(folder, FLEET), args, { cwd: fresh, encoding: "utf8" });
  }

  beforeAll(() => {
    fresh = mkdtempSync(join(folder, "fleet-"));
    mkdirSync(join(fresh, ".git"));
    runInFresh("init", "--name", "infra", ...options);
  });

  it("is written by one command and synthesized by the next one", () => {
    expect(runInFresh("synth")).toMatchObject({ status: 0, stderr: "" });
    expect(filesOf(fresh)["flake.nix"]).toMatch(/^# Generated by/);
  });

  it("compiles, and is what is on the disk", () => {
    expect(runInFresh("check")).toMatchObject({ status: 0, stderr: ".: up to date\n" });
  });
});
