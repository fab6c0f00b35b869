import { nix } from "@nix-fleet/nix-language";
import { checkOptions, lib, type ModuleClass, pkgs } from "@nix-fleet/nix-options";
import { describe, expect, it } from "vitest";

const found = (settings: unknown, moduleClass: ModuleClass = "nixos") =>
  checkOptions(moduleClass, settings).map(({ kind, path }) => `${kind} ${path}`);

const anything = nix.ref("config.x");

describe("the check", () => {
  it("checks inside comments and all functions that mark a definition", () => {
    const wrong = { enable: "yes" };
    for (const marked of [
      nix.comment("why", wrong),
      lib.mkIf(anything, wrong),
      lib.mkMerge([{ enable: true }, nix.comment("why", lib.mkForce(wrong))]),
      lib.mkOverride(10, lib.mkDefault(wrong)),
      lib.mkBefore(wrong),
      lib.mkAfter(wrong),
      lib.mkOrder(1, wrong),
      nix.apply("mkIf", true, wrong),
      nix.apply(nix.apply("lib.mkIf", true), wrong),
    ]) {
      expect(found({ services: { openssh: marked } })).toEqual([
        "wrong-type services.openssh.enable",
      ]);
    }
  });

  it("checks inside let, with, and both branches of if", () => {
    const enable = nix.let(
      { on: true },
      nix.if(anything, nix.with("pkgs", "on"), lib.mkForce("off")),
    );
    expect(found({ services: { openssh: { enable } } })).toEqual([
      "wrong-type services.openssh.enable",
      "wrong-type services.openssh.enable",
    ]);
  });

  it("checks ordered sets, with entries and inherited names", () => {
    const services = nix.set(
      nix.entry(["openssh", "enable"], "yes"),
      [nix.inherit("nginx", "ngnix"), { openssh: { ports: ["22"] } }],
      nix.entry(nix.ref("name"), { whatever: true }),
    );
    expect(found({ services })).toEqual([
      "wrong-type services.openssh.enable",
      "unknown-option services.ngnix",
      "wrong-type services.openssh.ports[0]",
    ]);
  });

  it("accepts values that only Nix can compute", () => {
    const values = [
      anything,
      nix.apply("f", { enabel: true }),
      nix.update(anything, { enabel: true }),
      nix.concat(anything, ["x"]),
      nix.path("./x"),
      nix.raw("x y"),
      nix.lambda("x", "y"),
      nix.apply("lib.mkIf", true),
      nix.apply("lib.mkMerge", anything),
      nix.interpolate`${anything}`,
    ];
    for (const enable of values) {
      expect(found({ services: { openssh: { enable } } })).toEqual([]);
      expect(found({ services: { openssh: enable } })).toEqual([]);
    }
    const list = [nix.ref("pkgs.git"), pkgs("jq"), anything];
    expect(found({ environment: { systemPackages: list } })).toEqual([]);
  });

  it("accepts values that the caller declares opaque", () => {
    class Fact {}
    const settings = { networking: { hostName: new Fact(), domain: 5 } };
    const isOpaque = (value: unknown) => value instanceof Fact;
    expect(checkOptions("nixos", settings, { isOpaque }).map(({ path }) => path)).toEqual([
      "networking.domain",
    ]);
  });
});

it("distinguishes options from other attributes of a module", () => {
  // A module may have a key, which names it for Nix; this one is the file of a certificate.
  const ssl = { cert: "/cert", key: null };
  expect(found({ services: { prosody: { ssl } } })).toEqual([
    "wrong-type services.prosody.ssl.key",
  ]);
});

describe("names with dots", () => {
  it("are accepted where any name is allowed", () => {
    expect(
      found({
        boot: { kernel: { sysctl: { "net.ipv4.ip_forward": 1 } } },
        environment: { etc: { "ssh/x.conf": { text: "x" } } },
        networking: { hosts: { "1.2.3.4": ["db"] } },
        nix: { settings: { "a.b": 1 } },
        systemd: { services: { "a.service": { script: "x" } } },
      }),
    ).toEqual([]);
    expect(
      found(
        { system: { defaults: { NSGlobalDomain: { "com.apple.keyboard.fnState": true } } } },
        "darwin",
      ),
    ).toEqual([]);
  });

  it("are refused elsewhere with the nested form, and their values are checked", () => {
    const [dotted, inner] = checkOptions("nixos", { "services.openssh.enable": "yes" });
    expect(dotted).toMatchObject({
      kind: "dotted-name",
      value: "yes",
      remedy: "write { services: { openssh: { enable: … } } }",
    });
    expect(inner).toMatchObject({ kind: "wrong-type", path: "services.openssh.enable" });
  });
});

describe("like the module system, the check accepts", () => {
  it.each<[string, ModuleClass, unknown]>([
    ["modules among the settings", "nixos", { imports: [anything] }],
    [
      "a home in the form of a module",
      "nixos",
      { "home-manager": { users: { ada: { imports: [anything], config: { home: {} } } } } },
    ],
    ["a submodule from a file", "nixos", { users: { users: { ada: "/etc/nixos/ada.nix" } } }],
    [
      "the package of a store path",
      "nixos",
      { programs: { git: { package: `/nix/store/${"0".repeat(32)}-git` } } },
    ],
    [
      "a set with outPath as a path",
      "nixos",
      { environment: { etc: { x: { source: { outPath: "/x" } } } } },
    ],
    ["one of several types", "nixos", { networking: { defaultGateway: "192.0.2.1" } }],
    ["another of them", "nixos", { networking: { defaultGateway: { address: "192.0.2.1" } } }],
    [
      "a string that becomes a submodule",
      "darwin",
      { homebrew: { brews: ["mas", { name: "mas" }] } },
    ],
    [
      "freeform attributes",
      "nixos",
      { services: { openssh: { settings: { Foo: "bar", MaxAuthTries: 3 } } } },
    ],
    [
      "freeform attributes next to a set of options",
      "nixos",
      { services: { samba: { settings: { global: { workgroup: "x" } } } } },
    ],
    ["null where it is allowed", "nixos", { time: { timeZone: null } }],
    ["an undefined definition", "nixos", { time: { timeZone: undefined } }],
    [
      "list items from several definitions",
      "nixos",
      {
        networking: {
          interfaces: {
            eth0: {
              ipv4: { addresses: [lib.mkMerge([{ address: "192.0.2.1" }, { prefixLength: 24 }])] },
            },
          },
        },
      },
    ],
    ["a pattern with a character class", "nixos", { networking: { hostName: "cinnabar" } }],
  ])("%s", (_, moduleClass, settings) => {
    expect(found(settings, moduleClass)).toEqual([]);
  });
});

describe("a message", () => {
  const first = (settings: unknown, moduleClass: ModuleClass = "nixos") =>
    checkOptions(moduleClass, settings)[0];

  it("contains the problem, the allowed values, the list and the remedy", () => {
    expect(first({ programs: { git: { enabel: true } } }, "homeManager")).toEqual({
      kind: "unknown-option",
      path: "programs.git.enabel",
      what: "programs.git.enabel is not in the option list of home-manager 2026-08",
      value: true,
      allowed: expect.stringMatching(/^attributes, enable, hooks, /),
      remedy: "did you mean enable?",
      nearest: ["enable"],
      list: "the option list of home-manager 2026-08",
    });
  });

  it.each<[string, unknown, string]>([
    ["text for a boolean", { networking: { useDHCP: "true" } }, "write true without quotes"],
    ["a word for a boolean", { networking: { useDHCP: "no" } }, "write false"],
    ["a digit for a boolean", { networking: { useDHCP: 1 } }, "write true"],
    [
      "text for a number",
      { users: { users: { a: { uid: "1000" } } } },
      "write 1000 without quotes",
    ],
    ["a set for a list", { swapDevices: { device: "/x" } }, "put it into a list"],
    ["a number for text", { networking: { hostName: 5 } }, 'write it as text: "5"'],
    ["text for a list", { networking: { nameservers: "9.9.9.9" } }, "put it into a list"],
    [
      "text for a package",
      { programs: { git: { package: "git" } } },
      'write pkgs("name"), or another expression',
    ],
    [
      "a wrong member of an enum",
      { services: { openssh: { settings: { PermitRootLogin: "yess" } } } },
      'did you mean "yes"?',
    ],
  ])("tells how to write %s", (_, settings, remedy) => {
    expect(first(settings)?.remedy).toBe(remedy);
  });

  it("explains how to write a whole number as a float", () => {
    const settings = { system: { defaults: { dock: { "autohide-delay": 0 } } } };
    expect(first(settings, "darwin")).toMatchObject({
      allowed: "null or float",
      remedy: "write nix.float(0)",
    });
  });

  it("names the class that has the option", () => {
    expect(first({ boot: { kernelParams: ["quiet"] } }, "darwin")?.remedy).toBe(
      "boot.kernelParams is an option of NixOS: set it in a module for nixos",
    );
    expect(first({ home: { stateVersion: "25.11" } })?.remedy).toBe(
      "home.stateVersion is an option of home-manager: set it in a home",
    );
  });

  it("contains similar names, and the class that has the option", () => {
    const { nearest, remedy } = first({ systemd: { services: { x: {} } } }, "darwin") ?? {};
    expect(nearest).toEqual(["system"]);
    expect(remedy).toBe(
      "did you mean system? Or: systemd.services.x is an option of NixOS: set it in a module for nixos",
    );
  });

  it("names the list of an option that is nested in another list", () => {
    const settings = {
      disko: { devices: { dsk: {} } },
      "home-manager": { users: { ada: { hom: {} } } },
    };
    expect(checkOptions("nixos", settings).map(({ list }) => list)).toEqual([
      "the option list of disko 2026-03",
      "the option list of home-manager 2026-08",
    ]);
  });
});
