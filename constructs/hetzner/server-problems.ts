import { Token } from "cdktf";
import type { Problem } from "../problem";
import {
  Image,
  invalidImage,
  invalidServerType,
  isOfferedIn,
  Location,
  SERVER_TYPES,
  satisfying,
  unmet,
} from "./catalogue";
import type { FirewallRuleSpec } from "./firewall";
import type { HetznerServerSpec, VolumeSpec } from "./server-spec";

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
// Hetzner's rules for labels, which are those of Kubernetes.
const LABEL_PART = "[a-z0-9A-Z]([a-z0-9A-Z_.-]{0,61}[a-z0-9A-Z])?";
const LABEL_KEY = new RegExp(`^(${LABEL_PART}/)?${LABEL_PART}$`);
const LABEL_VALUE = new RegExp(`^(${LABEL_PART})?$`);

/** What is wrong with a server's specification. */
export function* serverProblems(spec: HetznerServerSpec): Iterable<Problem> {
  yield* typeProblems(spec);
  yield* locationProblems(spec);
  yield* imageProblems(spec);
  yield* labelProblems(spec.labels ?? {});
  yield* labelProblems(spec.firewall?.labels ?? {});
  for (const rule of spec.firewall?.allow ?? []) yield* portProblems(rule);
  for (const volume of spec.volumes ?? []) yield* sizeProblems(volume);
  yield* reverseDnsProblems(spec.reverseDns);
}

function* typeProblems({ type, location, atLeast }: HetznerServerSpec): Iterable<Problem> {
  // TypeScript refuses a mere name, but a fleet written in JavaScript gets here with one.
  if (typeof type?.name !== "string") {
    yield {
      what: "server type is unknown",
      value: type,
      allowed: `ServerType.CX53 and so on: ${typeNames()}`,
      remedy:
        "use a member of ServerType, or ServerType.custom({ … }) for one newer than the catalogue",
    };
    return;
  }
  for (const message of invalidServerType(type)) {
    yield {
      what: message,
      value: type,
      allowed: "the facts that `hcloud server-type describe NAME` prints",
      remedy: "correct the arguments of ServerType.custom",
    };
  }
  if (type.deprecated !== undefined) {
    yield {
      what: `server type cannot be ordered any more since ${type.deprecated.since}`,
      value: type.name,
      allowed: typeNames(),
      remedy: `use ${type.deprecated.replacement}`,
    };
  }
  const missing = unmet(type, atLeast ?? {});
  if (missing.length > 0) {
    const enough = satisfying({ architecture: type.architecture, ...atLeast }, location);
    yield {
      what: `server type does not meet atLeast: ${missing.join("; ")}`,
      value: type.name,
      allowed: enough.length > 0 ? enough.join(", ") : "no type of the catalogue is large enough",
      remedy: enough[0] === undefined ? "lower the requirement" : `use ${enough[0]}`,
    };
  }
}

function typeNames(): string {
  return SERVER_TYPES.filter(({ deprecated }) => deprecated === undefined)
    .map(({ name }) => name)
    .join(", ");
}

function* locationProblems({ type, location }: HetznerServerSpec): Iterable<Problem> {
  const locations = Object.values(Location);
  if (!locations.some(({ name }) => name === location?.name)) {
    yield {
      what: "location is unknown",
      value: location?.name ?? location,
      allowed: locations.map(({ name }) => name).join(", "),
      remedy: "use a member of Location",
    };
  } else if (type?.name !== undefined && !isOfferedIn(type, location)) {
    yield {
      what: `server type ${type.name} is not offered in the location`,
      value: location.name,
      allowed: type.locations?.map(({ name }) => name).join(", ") ?? "any location",
      remedy: "choose another location or another server type",
    };
  }
}

function* imageProblems({ type, image = Image.DEBIAN_12 }: HetznerServerSpec): Iterable<Problem> {
  for (const message of invalidImage(image)) {
    yield {
      what: message,
      value: image.reference,
      allowed: "a name or number that `hcloud image list` prints",
      remedy: "correct the argument of Image.named or Image.snapshot",
    };
  }
  if (image.deprecated) {
    yield {
      what: "image is not available for new servers any more",
      value: image.reference,
      allowed: Object.values(Image)
        .flatMap((entry) => ("reference" in entry && !entry.deprecated ? [entry.reference] : []))
        .join(", "),
      remedy: `use ${Image.DEBIAN_12.reference}: NixOS replaces it anyway`,
    };
  }
  if (type?.architecture !== undefined && !image.architectures.includes(type.architecture)) {
    yield {
      what: `image does not exist for ${type.architecture}, the architecture of ${type.name}`,
      value: `${image.reference} (${image.architectures.join(", ")})`,
      allowed: `an image for ${type.architecture}`,
      remedy: `use ${Image.DEBIAN_12.reference}, or a server type of another architecture`,
    };
  }
}

function* labelProblems(labels: Readonly<Record<string, string>>): Iterable<Problem> {
  if (Token.isUnresolved(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    if (LABEL_KEY.test(key) && (LABEL_VALUE.test(value) || Token.isUnresolved(value))) continue;
    yield {
      what: "label is refused by Hetzner",
      value: { [key]: value },
      allowed:
        "up to 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit",
      remedy: "shorten or reword the label",
    };
  }
}

function* portProblems({ protocol, port }: FirewallRuleSpec): Iterable<Problem> {
  const needsPort = protocol === "tcp" || protocol === "udp";
  const isPort = port !== undefined && /^(any|\d{1,5}(-\d{1,5})?)$/.test(String(port));
  if (needsPort ? isPort : port === undefined) return;
  yield {
    what: `firewall rule for ${protocol} ${needsPort ? "needs a port" : "has a port"}`,
    value: port ?? null,
    allowed: needsPort ? '1 to 65535, a range such as "80-85", or "any"' : "none",
    remedy: needsPort ? "give the port" : "remove the port",
  };
}

function* sizeProblems({ name, sizeGb }: VolumeSpec): Iterable<Problem> {
  if (Number.isInteger(sizeGb) && sizeGb >= 10 && sizeGb <= 10_240) return;
  yield {
    what: `size of volume ${name} is out of range`,
    value: sizeGb,
    allowed: "10 to 10240 GB, a whole number",
    remedy: "correct sizeGb",
  };
}

function* reverseDnsProblems(name: string | undefined): Iterable<Problem> {
  if (name === undefined || Token.isUnresolved(name) || HOST_NAME.test(name)) return;
  yield {
    what: "reverse DNS name is not a host name",
    value: name,
    allowed: "labels of letters, digits and '-', joined by '.'",
    remedy: 'give the full host name, such as "cinnabar.example.org"',
  };
}
