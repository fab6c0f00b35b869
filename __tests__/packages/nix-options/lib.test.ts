import { nix, print } from "@nix-fleet/nix-language";
import { lib, type NixosOptions, packageSet, packages, pkgs } from "@nix-fleet/nix-options";
import { describe, expect, it } from "vitest";
import { messagesByLine } from "./support/compile";

const printed = (value: unknown) => print(value as never);

describe("a function that marks a definition", () => {
  it("prints as in handwritten Nix", () => {
    const settings: NixosOptions = {
      boot: { kernelParams: lib.mkAfter(["quiet"]), kernelModules: lib.mkBefore(["kvm"]) },
      networking: { firewall: { allowedTCPPorts: lib.mkForce([22]), enable: lib.mkDefault(true) } },
      services: {
        nginx: lib.mkIf(nix.ref("config.services.grafana.enable"), { enable: true }),
        openssh: lib.mkMerge([{ enable: true }, { ports: lib.mkOverride(90, [2222]) }]),
      },
      environment: { extraInit: lib.mkOrder(600, "umask 077") },
    };
    expect(printed(settings)).toBe(`{
  boot = {
    kernelModules = lib.mkBefore [ "kvm" ];
    kernelParams = lib.mkAfter [ "quiet" ];
  };
  environment.extraInit = lib.mkOrder 600 "umask 077";
  networking.firewall = {
    enable = lib.mkDefault true;
    allowedTCPPorts = lib.mkForce [ 22 ];
  };
  services = {
    nginx = lib.mkIf config.services.grafana.enable { enable = true; };
    openssh = lib.mkMerge [
      { enable = true; }
      { ports = lib.mkOverride 90 [ 2222 ]; }
    ];
  };
}
`);
  });

  it("accepts a comment around it and on the items of mkMerge, but not on its argument", () => {
    const ports = nix.comment("Only ssh.", lib.mkForce([22]));
    expect(printed({ ports })).toBe("{\n  # Only ssh.\n  ports = lib.mkForce [ 22 ];\n}\n");
    expect(() => lib.mkForce(nix.comment("Only ssh.", [22]))).toThrow(
      'a comment inside lib.mkForce: put it around the call: nix.comment("…", lib.mkForce(…))',
    );
    expect(printed(lib.mkMerge([nix.comment("Only ssh.", [22])]))).toContain("# Only ssh.");
  });

  it("has the type of its argument outside settings", () => {
    const [boolean, text, set] =
      messagesByLine(`import { lib, type NixosOptions } from "@nix-fleet/nix-options";
const on = lib.mkDefault(true);
const git = lib.mkForce({ enable: true });
export const boolean: NixosOptions = { networking: { firewall: { enable: on } } };
export const text: NixosOptions = { networking: { hostName: on } };
export const set: NixosOptions = { programs: { git, htop: git }, time: { timeZone: git } };
`).slice(3);
    expect(boolean).toBeUndefined();
    expect(text).toMatch(/'NixExpression<true>' is not assignable/);
    expect(set).toMatch(/is not assignable to type 'Option<string | null>/);
  }, 120_000);
});

describe("packages by name", () => {
  it("print as in handwritten Nix", () => {
    const python = packageSet("python3Packages");
    const settings: NixosOptions = {
      environment: { systemPackages: packages("fd", "ripgrep") },
      programs: { git: { package: pkgs("gitMinimal") } },
      users: { users: { ada: { packages: [python("requests")] } } },
    };
    expect(printed(settings)).toBe(`{
  environment.systemPackages = with pkgs; [
    fd
    ripgrep
  ];
  programs.git.package = pkgs.gitMinimal;
  users.users.ada.packages = [ pkgs.python3Packages.requests ];
}
`);
  });
});
