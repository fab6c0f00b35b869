import { defineCodes } from "../diagnostics/codes";

const stack = (props: string): string => `new FleetStack(app, "network", { ${props} });`;

const s3 = (key: string): string =>
  `backend: Backend.s3({ bucket: "states", key: "${key}", region: "fsn1" })`;

const local = (path: string): string => stack(`backend: Backend.local("${path}")`);

const pbkdf2 = (props: string): string =>
  `StateEncryption.pbkdf2({ passphrase: Passphrase.fromClanSecret("tf-passphrase")${props} })`;

const encrypted = (encryption: string): string => stack(`encryption: ${encryption}`);

const publicVarOf = (file: string): string =>
  `const generator = new VarsGenerator(fleet, "wireguard", {
  files: { key: {}, "key.pub": { secret: false } },
  script: 'wg genkey > $out/key; wg pubkey < $out/key > $out/key.pub',
  runtimeInputs: ["wireguard-tools"],
});
const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars: [generator] });
const value = publicVar({ machine, generator, file: "${file}" });
new TerraformOutput(new FleetStack(app, "network"), "key", { value });`;

const OUTPUT = (...ids: readonly string[]): string =>
  [
    'const stack = new FleetStack(app, "network");',
    ...ids.map(
      (id, index) => `const output${index} = new TerraformOutput(stack, "${index}", { value: "x" });
output${index}.overrideLogicalId("${id}");`,
    ),
  ].join("\n");

defineCodes("Terraform stacks", {
  "backend-address-invalid": {
    severity: "error",
    meaning:
      "The address of an http backend is not an http address, or contains a user and a password. The address is in the Terraform JSON, which is committed; set TF_HTTP_USERNAME and TF_HTTP_PASSWORD in the environment instead.",
    example: stack('backend: Backend.http({ address: "https://ada@state.example.org/network" })'),
    corrected: stack('backend: Backend.http({ address: "https://state.example.org/network" })'),
  },
  "backend-key-invalid": {
    severity: "error",
    meaning:
      "The key of an s3 backend is empty, or has a leading, trailing or double slash. `terraform init` rejects it.",
    example: stack(s3("/network.tfstate")),
    corrected: stack(s3("network.tfstate")),
  },
  "backend-path-absolute": {
    severity: "error",
    acceptable: true,
    meaning:
      "The path of a state file is absolute, so it is valid on one machine only. On another one, Terraform finds no state and would create all resources again. Accept it if only one machine applies the stack.",
    example: local("/srv/network.tfstate"),
    corrected: local("terraform.tfstate"),
  },
  "backend-path-empty": {
    severity: "error",
    meaning:
      "The path of a state file is empty. cdktf would write its own absolute path instead, which is valid on one machine only.",
    example: local(""),
    corrected: local("terraform.tfstate"),
  },
  "backend-path-not-ignored": {
    severity: "error",
    meaning:
      "Git does not ignore the path of a state file. A state contains unencrypted secrets; `terraform/.gitignore` ignores all files below `terraform/` except the generated ones. Move an existing state with `terraform init -migrate-state`.",
    example: local("../../../network.tfstate"),
    corrected: local("../../states/network.tfstate"),
  },
  "backend-setting-empty": {
    severity: "error",
    meaning: "A setting of an s3 backend is empty. `terraform init` rejects it.",
    example: stack('backend: Backend.s3({ bucket: "", key: "network.tfstate", region: "fsn1" })'),
    corrected: stack(s3("network.tfstate")),
  },
  "clan-secret-name-invalid": {
    severity: "error",
    meaning:
      "The name of a clan secret is invalid. It is an argument of `clan secrets get NAME`, which runs before Terraform.",
    example: encrypted(pbkdf2("").replace("tf-passphrase", "my passphrase")),
    corrected: encrypted(pbkdf2("")),
  },
  "encryption-fallback-in-environment": {
    severity: "error",
    meaning:
      "The fallback of a state encryption is StateEncryption.fromEnvironment(). Its method is defined outside the fleet, so the fleet cannot refer to it.",
    example: encrypted(pbkdf2(", fallback: StateEncryption.fromEnvironment()")),
    corrected: encrypted(pbkdf2(', fallback: "unencrypted"')),
  },
  "encryption-name-duplicate": {
    severity: "error",
    meaning:
      "A state encryption and its fallback have the same name. OpenTofu stores the name of the key provider with the encrypted state, so names must be unique.",
    example: encrypted(pbkdf2(`, methodName: "new", fallback: ${pbkdf2("")}`)),
    corrected: encrypted(
      pbkdf2(`, name: "passphrase_2027", methodName: "new", fallback: ${pbkdf2("")}`),
    ),
  },
  "encryption-needs-opentofu": {
    severity: "error",
    meaning:
      "The required version of an encrypted stack excludes OpenTofu. OpenTofu encrypts states since 1.7; Terraform does not support the block `encryption`, and `init` fails.",
    example: stack(`requiredVersion: "~> 1.5.0", encryption: ${pbkdf2("")}`),
    corrected: encrypted(pbkdf2("")),
  },
  "encryption-of-read-state": {
    severity: "error",
    meaning:
      "A stack reads the encrypted state of another stack without its key. The data source that reads it fails in OpenTofu.",
    example: `const encryption = ${pbkdf2("")};
const zone = new TerraformLocal(new FleetStack(app, "network", { encryption }), "zone", "fsn1");
new TerraformOutput(new FleetStack(app, "servers"), "zone", { value: zone.asString });`,
    corrected: `const encryption = ${pbkdf2("")};
const zone = new TerraformLocal(new FleetStack(app, "network", { encryption }), "zone", "fsn1");
new TerraformOutput(new FleetStack(app, "servers", { encryption }), "zone", { value: zone.asString });`,
  },
  "encryption-setting-invalid": {
    severity: "error",
    meaning: "A setting of a state encryption is invalid. OpenTofu rejects it at `init`.",
    example: encrypted(pbkdf2(", iterations: 1000")),
    corrected: encrypted(pbkdf2("")),
  },
  "logical-id-too-late": {
    severity: "error",
    meaning:
      "A logical id is set after something refers to the element. cdktf caches the first id and silently ignores the second one.",
    example: `const stack = new FleetStack(app, "network");
const output = new TerraformOutput(stack, "size", { value: 10 });
new TerraformOutput(stack, "name", { value: output.friendlyUniqueId });
output.overrideLogicalId("server_size");`,
    corrected: `const stack = new FleetStack(app, "network");
const output = new TerraformOutput(stack, "size", { value: 10 });
output.overrideLogicalId("server_size");`,
  },
  "output-not-sensitive": {
    severity: "error",
    acceptable: true,
    meaning:
      "An output contains a secret. Terraform prints outputs after each apply, and CI stores its log. With `sensitive: true` the output is printed only on request. Accept it if the value is not a secret.",
    example: `const stack = new FleetStack(app, "network");
new TerraformOutput(stack, "key", { value: expression("tls_private_key.deploy.private_key_openssh") });`,
    corrected: `const stack = new FleetStack(app, "network");
new TerraformOutput(stack, "key", {
  value: expression("tls_private_key.deploy.private_key_openssh"),
  sensitive: true,
});`,
  },
  "required-version-invalid": {
    severity: "error",
    meaning: "The required version is not a version constraint. `terraform init` rejects it.",
    example: stack('requiredVersion: "1.5 or newer"'),
    corrected: stack('requiredVersion: ">= 1.5"'),
  },
  "retire-address-invalid": {
    severity: "error",
    meaning:
      "A key of `retire` is not the address of a resource. No resource would be destroyed or forgotten, or Terraform would reject an invalid `removed` block.",
    example: stack("retire: { web: true }"),
    corrected: stack('retire: { "hcloud_floating_ip.web": true }'),
  },
  "stack-cycle": {
    severity: "error",
    meaning:
      "Stacks depend on each other in a cycle. They cannot be applied in any order; cdktf would stop and report no other errors.",
    example: `const network = new FleetStack(app, "network");
const servers = new FleetStack(app, "servers");
servers.addDependency(network);
network.addDependency(servers);`,
    corrected: `const network = new FleetStack(app, "network");
const servers = new FleetStack(app, "servers");
servers.addDependency(network);`,
  },
  "stack-duplicate": {
    severity: "error",
    meaning:
      "Two stacks have the same id. The id is the name of their folder, so one of the two would be lost; on macOS, ids that differ only in case are the same folder too.",
    example: `new FleetStack(app, "network");
new FleetStack(app, "network");`,
    corrected: `new FleetStack(app, "network");
new FleetStack(app, "network-2");`,
  },
  "stack-id-invalid": {
    severity: "error",
    meaning:
      "The id of a stack is invalid. It is a folder below `terraform/stacks/`, a key of the manifest and an argument of `cdktf deploy`.",
    example: 'new FleetStack(app, "my_network");',
    corrected: 'new FleetStack(app, "my-network");',
  },
  "state-shared": {
    severity: "error",
    acceptable: true,
    meaning:
      "Two stacks share a state. Terraform destroys resources that are in the state but not in the stack, so applying one stack destroys the resources of the other. Accept it only if the environment sets a different database for each stack.",
    example: `new FleetStack(app, "network", { ${s3("state.tfstate")} });
new FleetStack(app, "servers", { ${s3("state.tfstate")} });`,
    corrected: `new FleetStack(app, "network", { ${s3("network.tfstate")} });
new FleetStack(app, "servers", { ${s3("servers.tfstate")} });`,
  },
  "terraform-address-duplicate": {
    severity: "error",
    meaning:
      "Two elements of a stack have the same Terraform address. cdktf merges them silently, so one of the two is lost. If the address of an existing resource changes, Terraform destroys it, unless a `moved` block contains the new address.",
    example: OUTPUT("address", "address"),
    corrected: OUTPUT("address", "address_v6"),
  },
  "terraform-address-invalid": {
    severity: "error",
    meaning:
      "A Terraform address is not an identifier. cdktf does not check it, and Terraform rejects the stack.",
    example: OUTPUT("my address"),
    corrected: OUTPUT("my_address"),
  },
  "terraform-asset": {
    severity: "error",
    meaning:
      "TerraformAsset of cdktf is not supported. cdktf copies the file of an asset while it writes a stack; here a separate writer writes all files together, so the file would be missing.",
    example: `const stack = new FleetStack(app, "network");
new TerraformAsset(stack, "script", { path: "package.json", type: AssetType.FILE });`,
    corrected: `const stack = new FleetStack(app, "network");
new TerraformOutput(stack, "script", { value: expression('file("\${path.module}/package.json")') });`,
  },
  "terraform-value-invalid": {
    severity: "error",
    meaning:
      "A value of a stack cannot be written as JSON. JSON has no functions, NaN or bigints; JavaScript would omit them, write null, or throw.",
    example: `const stack = new FleetStack(app, "network");
const output = new TerraformOutput(stack, "size", { value: 10 });
output.addOverride("value", 10n);`,
    corrected: `const stack = new FleetStack(app, "network");
const output = new TerraformOutput(stack, "size", { value: 10 });
output.addOverride("value", 20);`,
  },
  "terraform-var-machine-missing": {
    severity: "error",
    meaning:
      "Terraform reads a file that a generator creates for each machine, but `machine` is missing. Clan stores the file in a folder of the machine.",
    example: publicVarOf("key.pub").replace("{ machine, generator", "{ generator"),
    corrected: publicVarOf("key.pub"),
  },
  "terraform-var-not-public": {
    severity: "error",
    meaning:
      "Terraform reads a file of a generator that is secret or undeclared. Clan encrypts secrets in the repository, so Terraform cannot read them, and a plan would fail.",
    example: publicVarOf("key"),
    corrected: publicVarOf("key.pub"),
  },
});
