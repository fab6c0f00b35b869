import { defineCodes } from "./diagnostics/codes";
import { nixosMachine } from "./diagnostics/examples";

const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada@example.org";

const ada = (props: string): string => `new User(fleet, "ada", { ${props} });`;

/** A user with a home and an account, so that only the home is wrong. */
const home = (...props: readonly string[]): string =>
  [
    `const ada = new User(fleet, "ada", { home: { ${props.join(", ")} } });`,
    `const cinnabar = ${nixosMachine('imports: [inputModule("home-manager", "nixos", "home-manager")]')}`,
    'new UserAccount(fleet, "users-ada", { user: ada, machines: [cinnabar] });',
  ].join("\n");

defineCodes("Fleet, people and tags", {
  "deviation-duplicate": {
    severity: "error",
    meaning:
      "Two deviations have the same name. Deviations are recorded by name, so one would hide the other.",
    example: `const why = { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "ZFS hangs." };
new Deviation(fleet, "disk", why);
new Deviation(fleet, "disk", why);`,
    corrected: `const why = { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "ZFS hangs." };
new Deviation(fleet, "disk", why);`,
  },
  "deviation-without-reason": {
    severity: "error",
    meaning:
      "A deviation lacks the requirement, the decision or the reason. It records a decision for later readers.",
    example:
      'new Deviation(fleet, "disk", { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "" });',
    corrected:
      'new Deviation(fleet, "disk", { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "ZFS hangs." });',
  },
  "fleet-domain-invalid": {
    severity: "error",
    meaning:
      "The domain of the fleet is not a host name. It becomes clan's `meta.domain`: the address of each machine is `<machine>.<domain>`, and its host certificate is issued for that name.",
    example: 'new Fleet(app, "infra", { domain: "Infra_Example" });',
    corrected: 'new Fleet(app, "infra", { domain: "infra.example.org" });',
  },
  "fleet-name-invalid": {
    severity: "error",
    meaning:
      "The name of the fleet is not a host name label. It is also the name of the clan, and the default domain of the machines.",
    example: 'new Fleet(app, "infra.example.org");',
    corrected: 'new Fleet(app, "infra", { domain: "infra.example.org" });',
  },
  "home-state-version-in-settings": {
    severity: "error",
    meaning:
      "The settings of a home set `home.stateVersion`, which is a prop. The option would be defined twice, and the evaluation fails if the values differ.",
    example: home('stateVersion: "25.11"', 'settings: { home: { stateVersion: "25.05" } }'),
    corrected: home('stateVersion: "25.11"'),
  },
  "home-state-version-invalid": {
    severity: "error",
    meaning:
      "The state version of a home is not a home-manager release. home-manager accepts only known releases, so the evaluation of every machine with the account would fail.",
    example: home('stateVersion: "25.12"'),
    corrected: home('stateVersion: "25.11"'),
  },
  "home-without-account": {
    severity: "warning",
    meaning:
      "A user has a home, but no account on any machine. The account imports the home, so no machine gets this home.",
    example: ada('home: { stateVersion: "25.11" }'),
    corrected: home('stateVersion: "25.11"'),
  },
  "name-not-text": {
    severity: "error",
    meaning:
      "The name of an element is not plain text. It becomes a file name and a name in Nix, so it must be known when the fleet is declared. The value of a Terraform reference is known only when Terraform runs.",
    example: 'new User(fleet, expression("var.admin"));',
    corrected: 'new User(fleet, "ada");',
  },
  "own-file-unknown": {
    severity: "error",
    meaning:
      "The list `ownFiles` has a file that cannot be replaced by a hand-written one. Either other generated files need its content, or the fleet does not generate this path.",
    example: `new Fleet(app, "infra", { ownFiles: ["modules/clan/inventory/machines.nix" as never] });`,
    corrected: 'new Fleet(app, "infra", { ownFiles: ["flake.nix"] });',
  },
  "ssh-key-malformed": {
    severity: "error",
    meaning:
      "A public key is not one complete line of a `.pub` file. sshd ignores malformed lines of `authorized_keys`, so the user could not log in. Hetzner rejects such a key.",
    example: ada(`sshKeys: ["${KEY.slice(0, 60)}"]`),
    corrected: ada(`sshKeys: ["${KEY}"]`),
  },
  "ssh-key-private": {
    severity: "error",
    meaning:
      "A private key is given instead of a public key. It would be committed and copied to the Nix store of every machine with the account. Replace the key, since it was exposed in the source.",
    example: ada('sshKeys: ["-----BEGIN OPENSSH PRIVATE KEY-----"]'),
    corrected: ada(`sshKeys: ["${KEY}"]`),
  },
  "tag-duplicate": {
    severity: "error",
    meaning:
      "Two tags have the same name. The inventory would merge them, so a role of one tag would reach the machines of the other.",
    example: `const a = new Tag(fleet, "vps");
const b = new Tag(fleet, "vps");
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", tags: [a] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", tags: [b] });`,
    corrected: `const vps = new Tag(fleet, "vps");
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", tags: [vps] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", tags: [vps] });`,
  },
  "tag-name-invalid": {
    severity: "error",
    meaning:
      "The name of a tag is not an identifier. It becomes an attribute in the inventory, where people refer to it without quotes.",
    example: `const tag = new Tag(fleet, "my vps");
${nixosMachine("tags: [tag]")}`,
    corrected: `const tag = new Tag(fleet, "my-vps");
${nixosMachine("tags: [tag]")}`,
  },
  "tag-reserved": {
    severity: "error",
    meaning:
      "The name of a tag is reserved by clan. Clan adds the tags `all`, `nixos` and `darwin` to machines, so a tag with such a name reaches more machines than those that list it.",
    example: `const nixos = new Tag(fleet, "nixos");
const cinnabar = ${nixosMachine("tags: [nixos]")}`,
    corrected: `const cinnabar = ${nixosMachine()}
new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.NIXOS] });`,
  },
  "tag-unused": {
    severity: "warning",
    meaning:
      "No machine has the tag. A role that uses it has no members. Clan only warns about this, and only if a role uses the tag.",
    example: 'new Tag(fleet, "vps");',
    corrected: `const vps = new Tag(fleet, "vps");
${nixosMachine("tags: [vps]")}`,
  },
  "user-duplicate": {
    severity: "error",
    meaning:
      "Two users have the same name. Both would be written to `modules/users/<name>.nix`, and their keys and e-mail addresses would be mixed up.",
    example: `new User(fleet, "ada");
new User(fleet, "ada");`,
    corrected: 'new User(fleet, "ada");',
  },
  "user-fact-missing": {
    severity: "error",
    meaning:
      "Settings refer to a fact that the user does not define. The generated Nix would refer to a missing attribute of `flake.meta.users`, so the evaluation would fail.",
    example: `const ada = new User(fleet, "ada");
${nixosMachine('settings: { security: { acme: { defaults: { email: ada.fact("email") } } } }')}`,
    corrected: `const ada = new User(fleet, "ada", { email: "ada@example.org" });
${nixosMachine('settings: { security: { acme: { defaults: { email: ada.fact("email") } } } }')}`,
  },
  "user-name-invalid": {
    severity: "error",
    meaning:
      "The name of a user is not a valid login name. It is the name of the account on every machine, of a file, and of an attribute in Nix.",
    example: 'new User(fleet, "Ada Lovelace");',
    corrected: 'new User(fleet, "ada", { fullName: "Ada Lovelace" });',
  },
  "user-predefined": {
    severity: "error",
    meaning:
      "A user is called `root`, but every machine has a root account already. Clan would define the administrator's account twice.",
    example: 'new User(fleet, "root");',
    corrected: `const cinnabar = ${nixosMachine()}
new UserAccount(fleet, "root", { user: User.ROOT, machines: [cinnabar] });`,
  },
  "user-uid-invalid": {
    severity: "error",
    meaning:
      "The uid of a user is not an integer of 0 or more. No system has such an account, and nix-darwin's option does not accept a fraction.",
    example: ada("uid: 501.5"),
    corrected: ada("uid: 501"),
  },
  "user-uid-unusual": {
    severity: "warning",
    meaning:
      "The uid of a user is not in the range that macOS assigns to people, which starts at 501. nix-darwin aborts the activation if the account on the Mac has another uid than the fleet, so use the number that `id -u` prints there.",
    example: ada("uid: 300"),
    corrected: ada("uid: 501"),
  },
});
