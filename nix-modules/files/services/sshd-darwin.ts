import { type NixEntry, type NixExpression, type NixValue, nix } from "@nix-fleet/nix-language";
import type { Fleet } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { clanModuleFile } from "./clan-module";

const GENERATORS = ["clan", "core", "vars", "generators"] as const;
const SETTINGS = nix.ref("config.clan.core.settings");

/** The service `sshd-darwin`: sshd and trust in the clan's host certificates on Macs. */
export function sshdDarwinFiles(fleet: Fleet): readonly GeneratedFile[] {
  return [
    serviceFile(fleet),
    darwinFile("authority", authority()),
    darwinFile("client", client()),
    darwinFile("host-key", hostKey(), "server"),
    darwinFile("server", server()),
  ];
}

function serviceFile(fleet: Fleet): GeneratedFile {
  return clanModuleFile(
    fleet,
    {
      name: "sshd-darwin",
      description: "sshd and trust in the clan's host certificates on macOS",
      readme: "Shares the certificate authority of clan-core's sshd.",
      category: "Network",
      roles: {
        server: {
          description: "Runs sshd with a host key and certificate of the clan, without passwords.",
          perInstance: { darwinModule: nix.ref("darwin", moduleName("server")) },
        },
        client: {
          description: "Trusts host certificates that the clan's authority signed.",
          perInstance: { darwinModule: nix.ref("darwin", moduleName("client")) },
        },
      },
      perMachine: { darwinModule: nix.ref("darwin", moduleName("authority")) },
    },
    [nix.inheritFrom("config.flake.modules", ["darwin"])],
  );
}

/** One file of the service, for `flake.modules.darwin."sshd-darwin/<module>"`. */
function darwinFile(file: string, value: NixValue, module = file): GeneratedFile {
  return flakeModule(
    `clan/services/sshd-darwin/${file}.nix`,
    nix.entry(["flake", "modules", "darwin", moduleName(module)], value),
  );
}

function moduleName(module: string): string {
  return `sshd-darwin/${module}`;
}

function authority(): NixValue {
  const files = {
    id_ed25519: { deploy: false },
    "id_ed25519.pub": { deploy: false, secret: false },
  };
  const generator = nix.set([{ share: true, files }, ...keyGeneration("id_ed25519")]);
  const why = "As in clan-core's sshd: clan refuses a shared generator whose files differ.";
  return nix.fn(
    ["pkgs"],
    nix.set(nix.entry([...GENERATORS, "openssh-ca"], nix.comment(why, generator))),
  );
}

function client(): NixValue {
  const knownHost = nix.set({
    certAuthority: true,
    hostNames: [nix.interpolate`*.${nix.select(SETTINGS, "domain")}`],
    publicKey: nix.ref("authority.value"),
  });
  return nix.fn(
    ["config", "lib"],
    nix.let(
      nix.entry("authority", file("openssh-ca", "id_ed25519.pub")),
      nix.set(
        nix.entry(
          ["programs", "ssh", "knownHosts", "ssh-ca"],
          nix.apply("lib.mkIf", nix.ref("authority.exists"), knownHost),
        ),
      ),
    ),
  );
}

function hostKey(): NixValue {
  const name = nix.ref("machine.name");
  const sign = [
    nix.interpolate`ssh-keygen -q -h -s "$in/openssh-ca/id_ed25519" -I ${name} \\`,
    nix.interpolate`  -n ${name}.${nix.ref("domain")} "$in/openssh/ssh.id_ed25519.pub"`,
    `mv "$in/openssh/ssh.id_ed25519-cert.pub" "$out"`,
  ];
  const key = nix.set([
    { files: { "ssh.id_ed25519": {}, "ssh.id_ed25519.pub": { secret: false } } },
    ...keyGeneration("ssh.id_ed25519"),
  ]);
  const certificate = nix.set({
    files: { "ssh.id_ed25519-cert.pub": { secret: false } },
    dependencies: ["openssh", "openssh-ca"],
    validation: nix.comment(
      "Signed anew when the name changes.",
      nix.set([nix.inheritFrom("machine", ["name"]), nix.inherit("domain")]),
    ),
    runtimeInputs: [nix.ref("pkgs.openssh")],
    script: nix.comment(
      "ssh-keygen writes the certificate beside the key that it signs.",
      nix.lines(sign),
    ),
  });
  return nix.fn(
    ["config", "pkgs"],
    nix.let(
      nix.inheritFrom(SETTINGS, ["domain", "machine"]),
      nix.set(nix.entry(GENERATORS, nix.set({ openssh: key }, { "openssh-cert": certificate }))),
    ),
  );
}

function server(): NixValue {
  const exists = nix.ref("certificate.exists");
  const always = nix.lines([
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitRootLogin no",
  ]);
  const certified = nix.lines([
    nix.interpolate`HostKey ${nix.ref("key.path")}`,
    nix.interpolate`HostCertificate ${nix.ref("certificate.path")}`,
  ]);
  const openssh = nix.set({
    enable: true,
    hostKeys: nix.comment(
      "nix-darwin would generate a key at each of these paths, the clan's included.",
      nix.apply("lib.mkIf", exists, []),
    ),
  });
  return nix.fn(
    ["config", "lib"],
    nix.let(
      [
        nix.entry("key", file("openssh", "ssh.id_ed25519")),
        nix.entry("certificate", file("openssh-cert", "ssh.id_ed25519-cert.pub")),
      ],
      nix.set(
        nix.entry(["services", "openssh"], openssh),
        nix.entry(
          ["environment", "etc", "ssh/sshd_config.d/010-clan.conf", "text"],
          nix.comment(
            "Before all that others set, since sshd keeps the first value.",
            nix.plus(always, nix.apply("lib.optionalString", exists, certified)),
          ),
        ),
      ),
    ),
  );
}

/** A file of a generator, as a module refers to it. */
function file(generator: string, name: string): NixExpression {
  return nix.ref("config.clan.core.vars.generators", generator, "files", name);
}

/** What a generator needs to make an ed25519 key pair. */
function keyGeneration(name: string): readonly NixEntry[] {
  return [
    nix.entry("runtimeInputs", [nix.ref("pkgs.openssh")]),
    nix.entry("script", nix.lines([`ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/${name}"`])),
  ];
}
