import { expect, it } from "vitest";
import {
  DendriticModule,
  NixosMachine,
  nix,
  type Setting,
  type Settings,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith, machineWith } from "../../support/fleets";

it.each<[option: string, openssh: Setting]>([
  ["settings.PasswordAuthentication", { settings: { PasswordAuthentication: true } }],
  [
    "settings.KbdInteractiveAuthentication",
    { settings: { KbdInteractiveAuthentication: nix.apply("lib.mkForce", true) } },
  ],
  [
    "settings.PasswordAuthentication",
    { settings: { PasswordAuthentication: nix.apply("lib.mkIf", nix.ref("config.x"), true) } },
  ],
  [
    "settings.PasswordAuthentication",
    { settings: { PasswordAuthentication: nix.raw("(lib.mkDefault (true))") } },
  ],
  ["settings.PasswordAuthentication", { settings: { PasswordAuthentication: nix.ref("true") } }],
  [
    "settings.PasswordAuthentication",
    nix.set(nix.entry(["settings", "PasswordAuthentication"], nix.comment("for now", true))),
  ],
  [
    "settings.PasswordAuthentication",
    nix.apply("lib.mkIf", nix.ref("config.x"), { settings: { PasswordAuthentication: true } }),
  ],
  [
    "settings.ChallengeResponseAuthentication",
    { settings: { ChallengeResponseAuthentication: true } },
  ],
  ["settings", { settings: nix.raw("{ PasswordAuthentication = true; }") }],
  ["extraConfig", { extraConfig: "UseDNS no\nPasswordAuthentication yes\n" }],
  ["extraConfig", { extraConfig: nix.lines(["Match User x", "  passwordauthentication yes"]) }],
])("password logins with ssh are refused: %s", (option, openssh) => {
  const { app } = fleetWith((fleet) => {
    const settings: Settings = { services: { openssh } };
    new DendriticModule(fleet, "ssh", { parts: { ssh: { nixos: settings } } });
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", settings });
  });
  expect(issuesOf(app).map(({ path, code }) => [path, code])).toEqual([
    ["infra/machine:cinnabar", "password-login"],
    ["infra/module:ssh", "password-login"],
  ]);
  for (const { message } of issuesOf(app)) {
    expect(message).toContain(`allows ssh logins with a password: "services.openssh.${option}"`);
    expect(message).toContain("allowed: keys and certificates only");
  }
});

it.each<Settings>([
  {
    programs: { ssh: { extraConfig: "Host legacy\n  PasswordAuthentication yes" } },
    services: { openssh: { enable: true } },
  },
  { services: { openssh: { settings: { PasswordAuthentication: false, UseDns: true } } } },
  {
    services: {
      openssh: { settings: { PasswordAuthentication: nix.comment("true on the old one", false) } },
    },
  },
  { services: { openssh: { enable: true, extraConfig: "# PasswordAuthentication yes" } } },
  { services: { openssh: { enable: true }, getty: { helpLine: "PasswordAuthentication yes" } } },
])("passwords on other hosts, and disabled ssh passwords, are accepted: %j", (nixos) => {
  const { app } = fleetWith((fleet) => {
    new DendriticModule(fleet, "shell", { parts: { ssh: { nixos } } });
  });
  expect(issuesOf(app)).toEqual([]);
});

it("a comparison with true in a condition is not a definition", () => {
  const condition = nix.equal(nix.ref("config.x"), true);
  const PasswordAuthentication = nix.apply("lib.mkIf", condition, false);
  const { app } = machineWith({ services: { openssh: { settings: { PasswordAuthentication } } } });
  expect(issuesOf(app)).toEqual([]);
});

it("an old name of the option is also refused, in addition to being unknown", () => {
  const { app } = machineWith({ services: { openssh: { passwordAuthentication: true } } });
  expect(issuesOf(app).map(({ code }) => code)).toEqual(["option-unknown", "password-login"]);
});
