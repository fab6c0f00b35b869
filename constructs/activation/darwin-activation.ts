import { createHash } from "node:crypto";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { Lazy, Token } from "cdktf";
import { Construct } from "constructs";
import { hostKeyOf, knownHostName } from "../access/host-key";
import type { Fleet } from "../fleet";
import type { DarwinMachine } from "../machine/darwin-machine";
import { Machine } from "../machine/machine";
import { parseSshAddress } from "../machine/ssh-address";
import { onceLocked } from "../once-locked";
import { kind, number, oneOf, required, text } from "../props/kinds";
import { readProps, reportProps, shapeOf } from "../props/read-props";
import { expression } from "../terraform/expression";
import { hclText } from "../terraform/hcl";
import { literal } from "../terraform/literal";
import { scriptLocal } from "../terraform/script-local";
import { overrideForTerranix } from "../terraform/terranix-view";
import type { ActivationSpec } from "./activation-spec";
import type { ActivationTriggers } from "./activation-triggers";
import { LOCAL_ACTIVATION_SCRIPT } from "./local-activation-script";
import { REMOTE_ACTIVATION_SCRIPT } from "./remote-activation-script";

export interface DarwinActivationProps extends ActivationSpec {
  readonly machine: DarwinMachine;
  /** Folder of the flake, relative to the stack's folder. */
  readonly flake: string;
}

const PROPS = shapeOf<DarwinActivationProps>("DarwinActivation", {
  machine: required(kind("a DarwinMachine", Machine.isMachine), undefined),
  flake: required(text, "../../.."),
  via: oneOf("local", "remote"),
  mode: oneOf("switch", "build"),
  limitMinutes: number,
  logicalId: text,
});

const SCRIPTS = {
  local: { name: "activate_darwin_script", text: LOCAL_ACTIVATION_SCRIPT },
  remote: { name: "activate_darwin_remotely_script", text: REMOTE_ACTIVATION_SCRIPT },
};

/**
 * Activates the configuration of a Mac when its generated files, its hand-written modules or `flake.lock` change.
 * A failed activation leaves the resource tainted, so the next apply tries again.
 */
export class DarwinActivation extends Construct {
  /** The resource that runs the activation; conditions on the activation are preconditions of its `lifecycle`. */
  readonly resource!: Resource;
  /** Whether it runs on the Mac or over ssh. */
  readonly via: "local" | "remote";
  /** Inputs that trigger a new activation; set after the Nix files are rendered, before Terraform's. */
  private configuration: ActivationTriggers = { texts: [], files: [] };

  private readonly props: DarwinActivationProps;

  constructor(scope: Construct, id: string, given: DarwinActivationProps) {
    super(scope, id);
    const props = readProps(PROPS, given);
    reportProps(this, props);
    this.props = props;
    this.via = props.via ?? "local";
    // Without a machine there is nothing to activate.
    if (props.machine === undefined) return;
    const { machine, logicalId = `activate-${machine.name}` } = props;
    const script = SCRIPTS[this.via];
    this.resource = new Resource(this, "activate", {
      // While cdktf prepares the stacks, nothing is rendered yet.
      triggers: Token.asStringMap(
        Lazy.anyValue({ produce: ({ preparing }) => (preparing ? {} : this.triggers()) }),
      ),
      provisioners: [
        {
          type: "local-exec",
          command: scriptLocal(this, script.name, script.text),
          environment: this.environment(),
        },
      ],
    });
    this.resource.overrideLogicalId(logicalId);
    overrideForTerranix(this.resource, {
      lifecycle: undefined,
      provisioner: [{ "local-exec": { command: terranixCommand(props) } }],
    });
  }

  /** Sets the inputs of the Mac's configuration. Called after the Nix files are rendered. */
  triggerOn(configuration: ActivationTriggers): void {
    this.configuration = configuration;
  }

  private triggers(): Readonly<Record<string, string>> {
    const { flake, mode = "switch" } = this.props;
    const { texts, files } = this.configuration;
    const hashes = ["flake.lock", ...files].map((file) => [file, fileHash(`${flake}/${file}`)]);
    return { configuration: sha256(texts), mode, ...Object.fromEntries(hashes) };
  }

  private environment(): Record<string, string> {
    const { machine, flake, mode = "switch", limitMinutes = 180 } = this.props;
    return {
      MACHINE: literal(machine.name),
      MODE: mode,
      CLAN_DIR: expression(`abspath(${inModule(flake)})`),
      SERIAL_NUMBER: literal(machine.serialNumber ?? ""),
      OTHER_MACHINES: namesOfOthers(machine),
      LIMIT_MINUTES: String(limitMinutes),
      ...(this.via === "remote" && remoteTarget(machine.targetHost ?? "")),
      ...(this.via === "remote" && this.hostKey(machine)),
    };
  }

  /** The Mac's line of known_hosts, and the build host, which would need it too. */
  private hostKey(machine: DarwinMachine): Record<string, string> {
    const key = Lazy.stringValue({
      produce: ({ preparing }) => (preparing ? "" : this.knownHostKey(machine)),
    });
    return {
      KNOWN_AS: literal(knownHostName(machine.targetHost ?? "") ?? ""),
      HOST_KEY: key,
      BUILD_HOST: literal(machine.buildHost ?? ""),
    };
  }

  /** The Mac's host key; called when all services are declared. */
  private knownHostKey(machine: DarwinMachine): string {
    const known = hostKeyOf(machine);
    if (known === undefined) return "";
    if ("key" in known) return literal(known.key);
    const file = inModule(`${this.props.flake}/${known.file}`);
    return expression(`fileexists(${file}) ? trimspace(file(${file})) : ""`);
  }
}

/** The address for clan, as root unless it names a user, and separately its ssh options. */
function remoteTarget(targetHost: string): Record<string, string> {
  const [destination = ""] = targetHost.replace(/^ssh:\/\//, "").split("?");
  const { user, options: byName = {} } = parseSshAddress(targetHost) ?? {};
  const options = Object.entries(byName);
  return {
    TARGET_HOST: literal(user === undefined ? `root@${destination}` : destination),
    SSH_OPTIONS: literal(options.map(([name, value]) => `${name}=${value}`).join("\n")),
  };
}

/** The names of all other machines, resolved lazily; the list is built once for all Macs. */
function namesOfOthers({ fleet, name }: DarwinMachine): string {
  return Lazy.stringValue({
    produce: ({ preparing }) =>
      preparing ? "" : literal(namesIn(fleet).replace(` ${name} `, " ").trim()),
  });
}

const namesIn = onceLocked(
  ({ machines }: Fleet) => ` ${machines.map(({ name }) => name).join(" ")} `,
);

function sha256(texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}

/** The hash of a file during the plan; empty if the file is missing. */
function fileHash(path: string): string {
  const file = inModule(path);
  return expression(`fileexists(${file}) ? filesha256(${file}) : ""`);
}

/** A path relative to the stack's folder, as a string of HCL. */
function inModule(path: string): string {
  return `"\${path.module}/${hclText(path)}"`;
}

/** The one-line command of a hand-written terranix module. */
function terranixCommand({
  machine,
  via = "local",
  mode = "switch",
}: DarwinActivationProps): string {
  const name = literal(machine.name);
  if (via === "local") return `darwin-rebuild ${mode} --flake .#${name}`;
  return mode === "switch"
    ? `clan machines update ${name}`
    : `nix build --no-link .#darwinConfigurations.${name}.system`;
}
