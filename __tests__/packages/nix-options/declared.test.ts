import { checkOptions, optionsIn, types } from "@nix-fleet/nix-options";
import { describe, expect, it } from "vitest";
import { messagesByLine } from "./support/compile";

const declared = optionsIn({
  services: {
    backup: {
      enable: types.bool,
      compression: types.enum(["none", "zstd"]),
      jobs: types.attrsOf(types.submodule({ paths: types.listOf(types.path), port: types.port })),
      owner: types.nullOr(types.str),
    },
    openssh: { audit: types.lines },
  },
  mine: types.anything,
});

const kindsOf = (settings: unknown) =>
  checkOptions("nixos", settings, { declared: [declared] }).map(
    ({ kind, path }) => `${kind} ${path}`,
  );

describe("declared options", () => {
  it("can be set in addition to those of the list", () => {
    const settings = {
      mine: { whatever: [1, { deep: true }] },
      services: {
        backup: {
          enable: true,
          compression: "zstd",
          jobs: { home: { paths: ["/home"], port: 22 } },
          owner: null,
        },
        nginx: { enable: true },
        openssh: { audit: "log\n", enable: true },
      },
    };
    expect(kindsOf(settings)).toEqual([]);
    expect(checkOptions("nixos", settings).map(({ path }) => path)).toEqual([
      "mine",
      "services.backup",
      "services.openssh.audit",
    ]);
  });

  it("are checked like those of the list", () => {
    expect(
      kindsOf({
        services: {
          backup: { enabel: true, compression: "gzip", jobs: { home: { paths: "/home", prt: 1 } } },
          openssh: { enabel: true },
        },
      }),
    ).toEqual([
      "unknown-option services.backup.enabel",
      "wrong-type services.backup.compression",
      "wrong-type services.backup.jobs.home.paths",
      "unknown-option services.backup.jobs.home.prt",
      "unknown-option services.openssh.enabel",
    ]);
  });

  it("do not affect the next check", () => {
    expect(kindsOf({ mine: 1 })).toEqual([]);
    expect(checkOptions("nixos", { mine: 1 })).toHaveLength(1);
  });

  it("get types from one line in the fleet", () => {
    const module = `import { lib, type NixosOptions, type OptionsOf, types } from "@nix-fleet/nix-options";
const backup = { services: { backup: { enable: types.bool, jobs: types.attrsOf(types.submodule({ at: types.str })) }, openssh: { audit: types.enum(["all", "none"]) } }, mine: types.anything };
declare module "@nix-fleet/nix-options" { interface DeclaredNixosOptions extends OptionsOf<typeof backup> {} }
export const good: NixosOptions = { mine: { a: [1] }, networking: { hostName: "x" }, services: { backup: { enable: lib.mkDefault(true), jobs: { x: { at: "1" } } }, nginx: lib.mkIf(true, { enable: true }), openssh: { audit: "all", enable: true } } };
export const listed: NixosOptions = { services: { nginx: { enabel: true } } };
export const own: NixosOptions = { services: { backup: { enabel: true } } };
export const inner: NixosOptions = { services: { backup: { jobs: { x: { att: "1" } } } } };
export const both: NixosOptions = { services: { openssh: { audt: "all" } } };
export const value: NixosOptions = { services: { openssh: { audit: "some" } } };
`;
    const [good, listed, own, inner, both, value] = messagesByLine(module).slice(3);
    expect(good).toBeUndefined();
    expect(listed).toMatch(/Did you mean to write 'enable'/);
    expect(own).toMatch(/'enabel' does not exist/);
    expect(inner).toMatch(/'att' does not exist/);
    expect(both).toMatch(/Did you mean to write 'audit'/);
    expect(value).toMatch(/'"some"' is not assignable to type 'Option<"all" \| "none">/);
  }, 120_000);
});
