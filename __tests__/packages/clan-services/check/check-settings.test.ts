import {
  type CheckSettingsOptions,
  checkSettings,
  type RoleName,
  type ServiceName,
} from "@nix-fleet/clan-services";
import { describe, expect, it } from "vitest";

class Expression {
  constructor(readonly text: string) {}
}

const isOpaque = (value: unknown) => value instanceof Expression;

function messages<S extends ServiceName>(
  service: S,
  role: RoleName<S>,
  settings: unknown,
  options?: CheckSettingsOptions,
) {
  return checkSettings(service, role, settings, options).map((problem) => problem.message);
}

describe("checkSettings", () => {
  it.each<[ServiceName, RoleName<ServiceName>, unknown]>([
    ["zerotier", "controller", { allowedIds: ["deadbeef00"], allowedIps: [], public: true }],
    ["zerotier", "moon", { stableEndpoints: ["1.2.3.4/9993"] }],
    ["emergency-access", "default", {}],
    ["sshd", "server", { authorizedKeys: { "alice@laptop": "ssh-ed25519 AAAA" } }],
    ["users", "default", { user: "root", openssh: { authorizedKeys: { keyFiles: ["/a.pub"] } } }],
    ["wireguard", "peer", { controller: "cinnabar", mtu: null, domain: "vpn.example" }],
    ["monitoring", "client", { monitoredSystemdServices: "all" }],
    ["monitoring", "client", { monitoredSystemdServices: ["nginx.service"] }],
    ["tor", "server", { portMapping: [22, { port: 80, target: { port: 8080 } }, null, 1.5] }],
    ["yggdrasil", "default", { multicastInterfaces: [{ Regex: "wg.*", Port: 5400 }] }],
    ["yggdrasil", "default", { ports: { quic: 0, tcp: 65535 } }],
    ["dyndns", "default", { settings: { a: { provider: "x", domain: "example.com" } } }],
    ["matrix-synapse", "default", { acmeEmail: "a@b.c", app_domain: "m.b.c", server_tld: "b.c" }],
  ])("accepts %s %s %j", (service, role, settings) => {
    expect(checkSettings(service, role, settings)).toEqual([]);
  });

  it.each<[ServiceName, RoleName<ServiceName>, unknown, string]>([
    ["wireguard", "peer", "x", 'the settings must be an attribute set, not "x"'],
    ["zerotier", "controller", { public: "yes" }, 'public must be true or false, not "yes"'],
    ["zerotier", "controller", { allowedIps: ["a", 1] }, "allowedIps[1] must be a string, not 1"],
    ["zerotier", "controller", { allowedIps: {} }, "allowedIps must be a list of strings, not {}"],
    [
      "zerotier",
      "controller",
      { alowedIds: [] },
      "alowedIds is not a setting, did you mean allowedIds? (allowed: allowedIds, allowedIps, public)",
    ],
    [
      "emergency-access",
      "default",
      { user: "root" },
      "user is not a setting (allowed: no settings)",
    ],
    [
      "emergency-access",
      "default",
      { toString: 1 },
      "toString is not a setting (allowed: no settings)",
    ],
    [
      "sshd",
      "server",
      { authorizedKeys: { "alice@laptop": 5 } },
      'authorizedKeys."alice@laptop" must be a string, not 5',
    ],
    ["zerotier", "moon", {}, "stableEndpoints is missing: it must be a list of strings"],
    [
      "localbackup",
      "default",
      { targets: { nas: {} } },
      "targets.nas.directory is missing: it must be a string",
    ],
    [
      "data-mesher",
      "default",
      { logLevel: "trace" },
      'logLevel must be one of "fatal", "error", "warn", "info", "debug", not "trace"',
    ],
    [
      "data-mesher",
      "default",
      { port: 70000 },
      "port must be an integer from 0 to 65535, not 70000",
    ],
    [
      "yggdrasil",
      "default",
      { ports: { quic: -1 } },
      "ports.quic must be an integer from 0 to 65535, not -1",
    ],
    ["wireguard", "peer", { controller: "a", port: 1.5 }, "port must be an integer, not 1.5"],
    ["wireguard", "peer", { controller: "a", mtu: "" }, 'mtu must be null or an integer, not ""'],
    [
      "monitoring",
      "client",
      { monitoredSystemdServices: "some" },
      'monitoredSystemdServices must be one of "all", "nixos" or a list of strings, not "some"',
    ],
    [
      "syncthing",
      "peer",
      { folders: { a: { path: "/a", versioning: "simple" } } },
      'folders.a.versioning must be null or an attribute set, not "simple"',
    ],
    [
      "syncthing",
      "peer",
      { folders: { a: { path: "/a", versioning: { type: "simple", kind: 1 } } } },
      "folders.a.versioning.kind is not a setting (allowed: params, type)",
    ],
    [
      "syncthing",
      "peer",
      { folders: { a: { path: "/a", versioning: {} } } },
      'folders.a.versioning.type is missing: it must be one of "external", "simple", "staggered", "trashcan"',
    ],
    [
      "sshd",
      "client",
      { certificate: { searchDomains: new Array(1) } },
      "certificate.searchDomains[0] must be a string, not undefined",
    ],
    [
      "localbackup",
      "default",
      { targets: { a: { directory: "/", name: "a b" } } },
      'targets.a.name must be a string of letters, digits and . _ -, not "a b"',
    ],
    [
      "users",
      "default",
      { openssh: { authorizedKeys: { keys: ["a\nb"] } } },
      'openssh.authorizedKeys.keys[0] must be a string of one line, not "a\\nb"',
    ],
    ["users", "default", { user: undefined }, "user must be a string, not undefined"],
    ["users", "default", { groups: new Map() }, "groups must be a list of strings, not Map(0) {}"],
    [
      "tor",
      "server",
      { portMapping: [Number.NaN] },
      "portMapping[0] must be a JSON value, not NaN",
    ],
  ])("refuses %s %s %j", (service, role, settings, message) => {
    expect(messages(service, role, settings)).toEqual([message]);
  });

  it("reports every problem with its place, the value given and what is allowed", () => {
    const folders = { music: { path: 5, devices: ["nas", false] } };
    expect(checkSettings("syncthing", "peer", { folders, openDefaultPort: true })).toEqual([
      {
        path: "folders.music.path",
        value: 5,
        allowed: "a string",
        message: "folders.music.path must be a string, not 5",
      },
      {
        path: "folders.music.devices[1]",
        value: false,
        allowed: "a string",
        message: "folders.music.devices[1] must be a string, not false",
      },
      {
        path: "openDefaultPort",
        value: true,
        allowed: "extraDevices, folders, openDefaultPorts",
        message:
          "openDefaultPort is not a setting, did you mean openDefaultPorts? (allowed: extraDevices, folders, openDefaultPorts)",
      },
    ]);
  });

  it("shortens a long value in the message", () => {
    const [message] = messages("users", "default", { groups: "x".repeat(1000) });
    expect(message?.length).toBeLessThan(120);
  });

  it("allows an opaque value anywhere but under an unknown name", () => {
    const value = new Expression("config.x");
    const options = { isOpaque };
    expect(checkSettings("zerotier", "moon", value, options)).toEqual([]);
    expect(checkSettings("zerotier", "moon", { stableEndpoints: [value] }, options)).toEqual([]);
    expect(messages("zerotier", "peer", { orbitMoon: value }, options)).toEqual([
      "orbitMoon is not a setting, did you mean orbitMoons? (allowed: orbitMoons)",
    ]);
    expect(messages("zerotier", "peer", { orbitMoons: value })).toHaveLength(1);
  });

  it("allows required settings to be missing from one of several places, but nothing else", () => {
    expect(checkSettings("wireguard", "controller", { port: 1 }, { partial: true })).toEqual([]);
    expect(messages("wireguard", "controller", { port: "1" }, { partial: true })).toEqual([
      'port must be an integer, not "1"',
    ]);
  });

  it("throws for a service or a role that clan-core does not have", () => {
    expect(() => checkSettings("zerotir" as ServiceName, "peer", {})).toThrow(
      /^zerotir is not a service of clan-core, did you mean zerotier\? \(allowed: admin, /,
    );
    expect(() => checkSettings("sshd", "servr" as RoleName<"sshd">, {})).toThrow(
      "servr is not a role of sshd, did you mean server? (allowed: client, server)",
    );
  });
});
