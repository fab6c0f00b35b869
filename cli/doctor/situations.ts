import type { State, StateResource } from "../../changes/terraform/state";
import { isObject, valueAt } from "../../constructs/terraform/json";
import { shellWord } from "../../constructs/terraform/shell";
import type { Cloud, CloudObject } from "./hetzner-api";

/** Something that a fault left behind. */
export interface Situation {
  readonly address: string;
  /** What is the case. */
  readonly what: string;
  /** How it came about, and what it leads to. */
  readonly why: string;
  /** The commands that lead out, in their order; a `#` starts what a person decides. */
  readonly commands: readonly string[];
}

export interface Examined {
  /** How Terraform is called for the stack, such as `terraform -chdir=…`. */
  readonly terraform: string;
  /** The stack's `cdk.tf.json`. */
  readonly configuration: unknown;
  readonly state: State;
  /** What exists at Hetzner. @default - not known */
  readonly cloud?: Cloud;
}

/** What faults left behind in a stack, in the order of the addresses. */
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
      what: `${name} is in the state and not at Hetzner any more`,
      why: "somebody deleted it there; the next apply makes a new one, and installs a new server",
      commands: [`${terraform} plan`],
    };
    return;
  }
  if (isTainted && type.startsWith("hcloud_")) {
    yield {
      address,
      what: `creation of ${name} was interrupted, so it is tainted`,
      why: "Terraform wants to replace what is tainted, and prevent_destroy then stops every plan; what exists is whole",
      commands: [`${terraform} untaint ${shellWord(address)}`, `${terraform} apply`],
    };
  } else if (isTainted) {
    yield {
      address,
      what: "it failed or was interrupted the last time that it ran",
      why: "the next apply runs it again; an install looks first, and leaves a NixOS of the machine's name alone",
      commands: [`${terraform} apply`],
    };
  }
  yield* ofPower(resource, existing, examined);
}

/** A change of type that failed leaves the server off, and Terraform has no plan for that. */
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
      ? `its type is to change from ${values.server_type} to ${wanted}: the provider switches it off before, and a refused change leaves it so`
      : "a change of its type that failed leaves it so, and the plan is empty; or somebody switched it off",
    commands: [
      `hcloud server poweron ${shellWord(name)}`,
      ...(isOther
        ? [
            `# either set its type back to ${values.server_type}, or try again:`,
            `${terraform} apply`,
          ]
        : []),
    ],
  };
}

/** What the configuration has and the state does not, though it exists: the reply to its creation was lost. */
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
    what: `${name} exists at Hetzner with the id ${id}, and the state does not know it`,
    why: `it was created at ${created}; either Terraform never got the reply to its request, or somebody else made it. Its name stops each apply, and a server costs money`,
    commands: [
      "# to keep it and its data; the install leaves an imported server alone:",
      `${terraform} import ${shellWord(address)} ${id}`,
      "# or, only if it holds nothing that is needed:",
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
