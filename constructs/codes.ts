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
      "Two deviations have one name. They are recorded by name, so one of them would hide the other.",
    example: `const why = { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "ZFS hangs." };
new Deviation(fleet, "disk", why);
new Deviation(fleet, "disk", why);`,
    corrected: `const why = { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "ZFS hangs." };
new Deviation(fleet, "disk", why);`,
  },
  "deviation-without-reason": {
    severity: "error",
    meaning:
      "A deviation says nothing of what is required, of what is done instead, or of why. It is a decision, which people read later.",
    example:
      'new Deviation(fleet, "disk", { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "" });',
    corrected:
      'new Deviation(fleet, "disk", { requirement: "Disks use ZFS.", decision: "LUKS.", rationale: "ZFS hangs." });',
  },
  "fleet-domain-invalid": {
    severity: "error",
    meaning:
      "The domain of the fleet is not a host name. It is clan's `meta.domain`: each machine is reached as `<machine>.<domain>`, and its host certificate is for that name.",
    example: 'new Fleet(app, "infra", { domain: "Infra_Example" });',
    corrected: 'new Fleet(app, "infra", { domain: "infra.example.org" });',
  },
  "fleet-name-invalid": {
    severity: "error",
    meaning:
      "The name of the fleet is not a label of a host name. It is the name of the clan as well, which becomes the domain of the machines where none is given.",
    example: 'new Fleet(app, "infra.example.org");',
    corrected: 'new Fleet(app, "infra", { domain: "infra.example.org" });',
  },
  "home-state-version-in-settings": {
    severity: "error",
    meaning:
      "The settings of a home set `home.stateVersion`, which is a prop. The option would be defined twice, and two different values stop the evaluation.",
    example: home('stateVersion: "25.11"', 'settings: { home: { stateVersion: "25.05" } }'),
    corrected: home('stateVersion: "25.11"'),
  },
  "home-state-version-invalid": {
    severity: "error",
    meaning:
      "The state version of a home is not a home-manager release. home-manager accepts only the releases that it knows, so the evaluation of every machine with the account would stop.",
    example: home('stateVersion: "25.12"'),
    corrected: home('stateVersion: "25.11"'),
  },
  "home-without-account": {
    severity: "warning",
    meaning:
      "A user has a home, but no account on any machine. The account of a person imports the home, so without one no machine gets it.",
    example: ada('home: { stateVersion: "25.11" }'),
    corrected: home('stateVersion: "25.11"'),
  },
  "name-not-text": {
    severity: "error",
    meaning:
      "The name of an element is not plain text. It becomes a file name and a name in Nix, so it has to be known when the fleet is declared. A reference to Terraform is only known when Terraform runs.",
    example: 'new User(fleet, expression("var.admin"));',
    corrected: 'new User(fleet, "ada");',
  },
  "own-file-unknown": {
    severity: "error",
    meaning:
      "The fleet lists a file as written by hand that is not one of those that give way. Its content would be missing from the output without anything in its place, or the path is not generated at all.",
    example: `new Fleet(app, "infra", { ownFiles: ["modules/clan/inventory/machines.nix" as never] });`,
    corrected: 'new Fleet(app, "infra", { ownFiles: ["flake.nix"] });',
  },
  "ssh-key-malformed": {
    severity: "error",
    meaning:
      "A public key is not one whole line of a `.pub` file. sshd ignores a line of `authorized_keys` that it cannot read, so the person could not log in; Hetzner refuses such a key.",
    example: ada(`sshKeys: ["${KEY.slice(0, 60)}"]`),
    corrected: ada(`sshKeys: ["${KEY}"]`),
  },
  "ssh-key-private": {
    severity: "error",
    meaning:
      "A private key stands where a public one belongs. It would be committed and copied to the store of every machine with the account. Replace the key, since it was in the source.",
    example: ada('sshKeys: ["-----BEGIN OPENSSH PRIVATE KEY-----"]'),
    corrected: ada(`sshKeys: ["${KEY}"]`),
  },
  "tag-duplicate": {
    severity: "error",
    meaning:
      "Two tags have one name. In the inventory they would be one tag, so a role of the one would reach the machines of the other.",
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
      "The name of a tag is not an identifier. It is an attribute in the inventory, where people refer to it without quotes.",
    example: `const tag = new Tag(fleet, "my vps");
${nixosMachine("tags: [tag]")}`,
    corrected: `const tag = new Tag(fleet, "my-vps");
${nixosMachine("tags: [tag]")}`,
  },
  "tag-reserved": {
    severity: "error",
    meaning:
      "A tag has a name that clan reserves. Clan adds `all`, `nixos` and `darwin` to machines by itself, so a tag of that name reaches more machines than those that list it.",
    example: `const nixos = new Tag(fleet, "nixos");
const cinnabar = ${nixosMachine("tags: [nixos]")}`,
    corrected: `const cinnabar = ${nixosMachine()}
new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.NIXOS] });`,
  },
  "tag-unused": {
    severity: "warning",
    meaning:
      "No machine has the tag. A role that names it reaches nobody, which clan only warns about, and only once a role does.",
    example: 'new Tag(fleet, "vps");',
    corrected: `const vps = new Tag(fleet, "vps");
${nixosMachine("tags: [vps]")}`,
  },
  "user-duplicate": {
    severity: "error",
    meaning:
      "Two users have one name. Both would be the file `modules/users/<name>.nix`, and their keys and e-mail addresses would mix.",
    example: `new User(fleet, "ada");
new User(fleet, "ada");`,
    corrected: 'new User(fleet, "ada");',
  },
  "user-fact-missing": {
    severity: "error",
    meaning:
      "Settings refer to a fact of a user that was not given. The generated Nix would refer to an attribute of `flake.meta.users` that does not exist, so the evaluation would stop.",
    example: `const ada = new User(fleet, "ada");
${nixosMachine('settings: { security: { acme: { defaults: { email: ada.fact("email") } } } }')}`,
    corrected: `const ada = new User(fleet, "ada", { email: "ada@example.org" });
${nixosMachine('settings: { security: { acme: { defaults: { email: ada.fact("email") } } } }')}`,
  },
  "user-name-invalid": {
    severity: "error",
    meaning:
      "The name of a user is not a login name. It is the name of the account on every machine, of a file, and of an attribute in Nix.",
    example: 'new User(fleet, "Ada Lovelace");',
    corrected: 'new User(fleet, "ada", { fullName: "Ada Lovelace" });',
  },
  "user-predefined": {
    severity: "error",
    meaning:
      "A user is called `root`, whom every machine has already. Clan would make a second definition of the account that administers the machine.",
    example: 'new User(fleet, "root");',
    corrected: `const cinnabar = ${nixosMachine()}
new UserAccount(fleet, "root", { user: User.ROOT, machines: [cinnabar] });`,
  },
  "user-uid-invalid": {
    severity: "error",
    meaning:
      "The uid of a user is not a whole number of 0 or more. No system has such an account, and the type of nix-darwin's option refuses a fraction.",
    example: ada("uid: 501.5"),
    corrected: ada("uid: 501"),
  },
  "user-uid-unusual": {
    severity: "warning",
    meaning:
      "The uid of a user is not one that macOS gives to people. macOS counts people from 501. nix-darwin stops an activation if the account on the Mac has another uid than the fleet says, so the number should be what `id -u` prints there.",
    example: ada("uid: 300"),
    corrected: ada("uid: 501"),
  },
});
