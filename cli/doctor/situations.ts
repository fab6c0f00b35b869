import type { State, StateResource } from "../../changes/terraform/state";
import { isObject, valueAt } from "../../constructs/terraform/json";
import { shellWord } from "../../constructs/terraform/shell";
import type { Cloud, CloudObject } from "./hetzner-api";

/** A problem that a failed apply left behind. */
export interface Situation {
  readonly address: string;
  /** The problem. */
  readonly what: string;
  /** Its cause and its consequence. */
  readonly why: string;
  /** The commands that repair it, in order; a line with `#` states a choice. */
  readonly commands: readonly string[];
}

export interface Examined {
  /** The Terraform command for the stack, such as `terraform -chdir=…`. */
  readonly terraform: string;
  /** The stack's `cdk.tf.json`. */
  readonly configuration: unknown;
  readonly state: State;
  /** The objects that exist at Hetzner. @default - unknown */
  readonly cloud?: Cloud;
}

/** The problems of a stack, sorted by address. */
export function situationsIn(examined: Examined): readonly Situation[] {
  const inState = [...examined.state.values()].flatMap((resource) => [
    ...ofResource(resource, examined),
  ]);
  const missing = declared(examined.configuration).flatMap((one) => [...ofMissing(one, examined)]);
  return [...inState, ...missing].sort((a, b) => (a.address < b.address ? -1 : 1));
}

function* ofResource(resource: StateResource, examined: Examined): Generator<Situation> {
  const { address, type, values, isTainted } = resource;
  const { terraform, cloud } = examined;
  const name = String(values.name ?? values.id);
  const existing = cloud?.[type]?.find(({ id }) => String(id) === String(values.id));
  if (cloud?.[type] !== undefined && existing === undefined) {
    yield {
      address,
      what: `${name} is in the state but no longer exists at Hetzner`,
      why: "somebody deleted it there; the next apply creates it again, and installs a new server",
      commands: [`${terraform} plan`],
    };
    return;
  }
  if (isTainted && type.startsWith("hcloud_")) {
    yield {
      address,
      what: `creation of ${name} was interrupted, so it is tainted`,
      why: "Terraform plans to replace a tainted resource, and prevent_destroy then makes every plan fail; the resource itself is complete",
      commands: [`${terraform} untaint ${shellWord(address)}`, `${terraform} apply`],
    };
  } else if (isTainted) {
    yield {
      address,
      what: "failed or was interrupted when it last ran",
      why: "the next apply runs it again; an install first checks the server, and skips a NixOS with the machine's name",
      commands: [`${terraform} apply`],
    };
  }
  yield* ofPower(resource, existing, examined);
}

/** A failed change of the server type leaves the server off, and a Terraform plan does not show that. */
function* ofPower(
  { address, type, values }: StateResource,
  existing: CloudObject | undefined,
  { configuration, terraform }: Examined,
): Iterable<Situation> {
  if (type !== "hcloud_server" || (existing?.status ?? values.status) !== "off") return;
  const name = String(values.name);
  const wanted = valueAt(configuration, ["resource", ...address.split("."), "server_type"]);
  const isOther = typeof wanted === "string" && wanted !== values.server_type;
  yield {
    address,
    what: `server ${name} is switched off`,
    why: isOther
      ? `its type is to change from ${values.server_type} to ${wanted}: the provider switches it off first, and a refused change leaves it off`
      : "a failed change of its type left it off, and the plan is empty; or somebody switched it off",
    commands: [
      `hcloud server poweron ${shellWord(name)}`,
      ...(isOther
        ? [
            `# either set its type back to ${values.server_type} in the fleet, or try again:`,
            `${terraform} apply`,
          ]
        : []),
    ],
  };
}

/** A resource that exists and is configured, but is missing from the state: the reply to its creation was lost. */
function* ofMissing(
  { address, type, name }: Declared,
  { state, cloud, terraform }: Examined,
): Iterable<Situation> {
  if (state.has(address)) return;
  const existing = cloud?.[type]?.find((one) => one.name === name);
  if (existing === undefined) return;
  const { id, created } = existing;
  const kind = type.replace("hcloud_", "").replaceAll("_", "-");
  yield {
    address,
    what: `${name} exists at Hetzner with id ${id}, but is missing from the state`,
    why: `it was created at ${created}; either Terraform did not receive the reply to its request, or somebody else created it. Every apply fails because the name is in use, and a server costs money`,
    commands: [
      "# to keep it and its data (the install skips an imported server):",
      `${terraform} import ${shellWord(address)} ${id}`,
      "# or, only if you do not need its data:",
      `hcloud ${kind} delete ${id}`,
      `${terraform} apply`,
    ],
  };
}

interface Declared {
  readonly address: string;
  readonly type: string;
  readonly name: string;
}

function declared(configuration: unknown): readonly Declared[] {
  const resources = valueAt(configuration, ["resource"]);
  return Object.entries(isObject(resources) ? resources : {}).flatMap(([type, all]) =>
    Object.entries(isObject(all) ? all : {}).flatMap(([id, body]) => {
      const name = valueAt(body, ["name"]);
      return typeof name === "string" ? [{ address: `${type}.${id}`, type, name }] : [];
    }),
  );
}
