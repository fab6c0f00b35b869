import { Token } from "cdktf";
import type { Finding } from "../diagnostics/finding";
import { primaryIpSpec, type ReverseDnsSpec, reverseDnsSpec } from "./address-specs";
import {
  Image,
  invalidImage,
  invalidServerType,
  isLocation,
  isOfferedIn,
  LOCATIONS,
  SERVER_TYPES,
  satisfying,
  unmet,
} from "./catalogue";
import { firewallProblems } from "./firewall-problems";
import type { HetznerServerSpec } from "./server-spec";
import { volumeProblems } from "./volume-problems";

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
// Hetzner's rules for labels, those of Kubernetes: https://docs.hetzner.cloud/reference/cloud#labels.
const LABEL_PART = "[a-z0-9A-Z]([a-z0-9A-Z_.-]{0,61}[a-z0-9A-Z])?";
const LABEL_PREFIX = "(?!hetzner\\.cloud/)[a-z0-9A-Z]([a-z0-9A-Z_.-]{0,251}[a-z0-9A-Z])?/";
const LABEL_KEY = new RegExp(`^(${LABEL_PREFIX})?${LABEL_PART}$`);
const LABEL_VALUE = new RegExp(`^(${LABEL_PART})?$`);

/** Checks a server's specification. */
export function* serverProblems(spec: HetznerServerSpec): Iterable<Finding> {
  yield* typeProblems(spec);
  yield* locationProblems(spec);
  yield* imageProblems(spec);
  yield* labelProblems(spec.labels ?? {});
  yield* labelProblems(spec.firewall?.labels ?? {});
  if (spec.firewall !== undefined) yield* firewallProblems(spec.firewall);
  yield* primaryIpProblems(spec.primaryIps ?? []);
  yield* volumeProblems(spec.volumes ?? []);
  if (spec.reverseDns !== undefined) yield* reverseDnsProblems(reverseDnsSpec(spec.reverseDns));
}

/** Checks whether a machine name is valid for a server. */
export function* serverNameProblems(name: string): Iterable<Finding> {
  if (Token.isUnresolved(name) || HOST_NAME.test(name)) return;
  yield {
    code: "server-name-invalid",
    summary: "machine name is not a valid Hetzner server name",
    value: name,
    allowed: "a host name: letters, digits, '-' and '.'",
    remedy: "rename the machine",
  };
}

function* typeProblems({ type, location, atLeast }: HetznerServerSpec): Iterable<Finding> {
  for (const message of invalidServerType(type)) {
    yield {
      code: "server-type-facts",
      summary: message,
      value: type,
      allowed: "the facts that `hcloud server-type describe NAME` prints",
      remedy: "correct the arguments of ServerType.custom",
    };
  }
  if (type.deprecated !== undefined) {
    yield {
      code: "server-type-deprecated",
      summary: `server type is not available for new servers since ${type.deprecated.since}`,
      value: type.name,
      allowed: typeNames(),
      remedy: `use ${type.deprecated.replacement} for a new server; keep the type of a running server, since a change powers it off`,
    };
  }
  const missing = unmet(type, atLeast ?? {});
  if (missing.length > 0) {
    const enough = satisfying({ architecture: type.architecture, ...atLeast }, location);
    yield {
      code: "server-type-too-small",
      summary: `server type does not meet atLeast: ${missing.join("; ")}`,
      value: type.name,
      allowed: enough.length > 0 ? enough.join(", ") : "no type of the catalogue is large enough",
      remedy:
        enough[0] === undefined
          ? "lower the requirement"
          : `use ${enough[0]} for a new server; a change of its type powers a running one off`,
    };
  }
}

function typeNames(): string {
  return SERVER_TYPES.filter(({ deprecated }) => deprecated === undefined)
    .map(({ name }) => name)
    .join(", ");
}

function* locationProblems({ type, location }: HetznerServerSpec): Iterable<Finding> {
  if (!isLocation(location)) {
    yield {
      code: "location-unknown",
      summary: "location is unknown",
      value: Reflect.get(Object(location), "name") ?? location,
      allowed: LOCATIONS.map(({ name }) => name).join(", "),
      remedy:
        "use a member of Location, or Location.custom for a location that is not in the catalogue",
    };
  } else if (type?.name !== undefined && !isOfferedIn(type, location)) {
    yield {
      code: "server-type-not-in-location",
      summary: `server type ${type.name} is not offered in the location`,
      value: location.name,
      allowed: type.locations?.map(({ name }) => name).join(", ") ?? "any location",
      remedy:
        "choose another location or server type for a new server; such a change replaces or powers off a running server",
    };
  }
}

function* imageProblems({ type, image = Image.DEBIAN_12 }: HetznerServerSpec): Iterable<Finding> {
  for (const message of invalidImage(image)) {
    yield {
      code: "image-name-invalid",
      summary: message,
      value: image.reference,
      allowed: "a name or id that `hcloud image list` prints",
      remedy: "correct the argument of Image.named or Image.snapshot",
    };
  }
  if (image.deprecated) {
    yield {
      code: "image-deprecated",
      summary: "image is no longer available for new servers",
      value: image.reference,
      allowed: Object.values(Image)
        .flatMap((entry) => ("reference" in entry && !entry.deprecated ? [entry.reference] : []))
        .join(", "),
      remedy: `use ${Image.DEBIAN_12.reference}: NixOS replaces it anyway`,
    };
  }
  if (type?.architecture !== undefined && !image.architectures.includes(type.architecture)) {
    yield {
      code: "image-architecture",
      summary: `image does not exist for ${type.architecture}, the architecture of ${type.name}`,
      value: `${image.reference} (${image.architectures.join(", ")})`,
      allowed: `an image for ${type.architecture}`,
      remedy: `use ${Image.DEBIAN_12.reference}, or a server type of another architecture for a new server`,
    };
  }
}

function* labelProblems(labels: Readonly<Record<string, string>>): Iterable<Finding> {
  if (Token.isUnresolved(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    const isText = typeof value === "string";
    if (LABEL_KEY.test(key) && isText && (LABEL_VALUE.test(value) || Token.isUnresolved(value))) {
      continue;
    }
    yield {
      code: "label-invalid",
      summary: "label is refused by Hetzner",
      value: { [key]: value },
      allowed:
        "up to 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit; a key may have a domain and '/' as prefix, except hetzner.cloud/",
      remedy: "shorten the label, or remove invalid characters",
    };
  }
}

function* primaryIpProblems(
  primaryIps: NonNullable<HetznerServerSpec["primaryIps"]>,
): Iterable<Finding> {
  const types = primaryIps.map((given) => primaryIpSpec(given).type);
  const isKnown = types.every((type) => type === "ipv4" || type === "ipv6");
  if (isKnown && new Set(types).size === types.length) return;
  yield {
    code: "primary-ip-invalid",
    summary: "primary IPs are invalid",
    value: primaryIps,
    allowed: "ipv4 and ipv6, each once",
    remedy: "correct primaryIps",
  };
}

function* reverseDnsProblems({ name }: ReverseDnsSpec): Iterable<Finding> {
  if (Token.isUnresolved(name) || HOST_NAME.test(name)) return;
  yield {
    code: "reverse-dns-invalid",
    summary: "reverse DNS name is not a host name",
    value: name,
    allowed: "labels of letters, digits and '-', separated by '.'",
    remedy: 'use the full host name, such as "cinnabar.example.org"',
  };
}
