import { printable } from "../diagnostics/printable";
import { INSTALL_PROPS, type InstallSpec } from "../install/install-spec";
import { RETIREMENT } from "../machine/retirement";
import {
  anything,
  flag,
  isRecord,
  listOf,
  number,
  object,
  oneOf,
  ownCheck,
  type PropKind,
  type RequiredKind,
  required,
  text,
  textOr,
} from "../props/kinds";
import { nested, shapeOf } from "../props/read-props";
import { LIFECYCLE } from "../terraform/lifecycle";
import type { PrimaryIpSpec, ReverseDnsSpec } from "./address-specs";
import type { Image, Location, Requirement, ServerTypeFacts } from "./catalogue";
import type { FirewallRuleSpec, FirewallSpec } from "./firewall";
import type { HetznerServerSpec, VolumeSpec } from "./server-spec";

/** Any value; another check reports invalid ones. */
const legible: PropKind = {
  ...anything,
  read: (value) =>
    Array.isArray(value) ? Array.from(value, (item: unknown) => printable(item)) : printable(value),
};

const RULE = nested(
  shapeOf<FirewallRuleSpec>("FirewallRuleSpec", {
    protocol: required(oneOf("tcp", "udp", "icmp", "gre", "esp"), "icmp"),
    port: legible,
    from: legible,
    description: text,
  }),
);

/** A missing list is reported together with Hetzner's behaviour without rules. */
const RULES: RequiredKind = {
  ...ownCheck,
  takes: "a list of rules",
  read: (value, place) => (Array.isArray(value) ? listOf(RULE).read(value, place) : value),
};

const FIREWALL = nested(
  shapeOf<FirewallSpec>("FirewallSpec", {
    allow: RULES,
    labels: object,
    logicalId: text,
  }),
);

const VOLUME = nested(
  shapeOf<VolumeSpec>("VolumeSpec", {
    name: required(text, "unnamed"),
    sizeGb: required(number, 10),
    format: oneOf("ext4", "xfs"),
    automount: flag,
    protection: flag,
    movedFrom: text,
    retire: RETIREMENT,
    logicalId: text,
  }),
);

const PRIMARY_IP = nested(
  shapeOf<PrimaryIpSpec>("PrimaryIpSpec", {
    type: required(oneOf("ipv4", "ipv6"), "ipv4"),
    protection: flag,
    retire: RETIREMENT,
    logicalId: text,
  }),
);

const REVERSE_DNS = nested(
  shapeOf<ReverseDnsSpec>("ReverseDnsSpec", {
    name: required(text, "unnamed.example.org"),
    logicalId: text,
  }),
);

const REQUIREMENT = nested(
  shapeOf<Requirement>("Requirement", {
    vcpu: number,
    memoryGb: number,
    diskGb: number,
    architecture: oneOf("x86", "arm"),
  }),
);

const LOCATION = nested(
  shapeOf<Location>("Location", {
    name: required(text, "fsn1"),
    city: required(text, ""),
    country: required(text, ""),
    networkZone: required(text, ""),
  }),
);

const FACTS = nested(
  shapeOf<ServerTypeFacts>("ServerType", {
    name: required(text, "unnamed"),
    vcpu: required(number, 1024),
    memoryGb: required(number, 65_536),
    diskGb: required(number, 65_536),
    cpu: required(oneOf("shared", "dedicated"), "shared"),
    architecture: required(oneOf("x86", "arm"), "x86"),
    bootMode: required(oneOf("bios", "uefi"), "uefi"),
    locations: listOf(LOCATION),
    deprecated: object,
  }),
);

const IMAGE = nested(
  shapeOf<Image>("Image", {
    reference: required(text, "debian-12"),
    architectures: required(listOf(oneOf("x86", "arm")), ["x86", "arm"]),
    deprecated: required(flag, false),
  }),
);

/** A built-in or custom object of the catalogue; anything else is reported elsewhere. */
function member(name: string, shape: PropKind): PropKind {
  return {
    ...anything,
    read: (value, place) => (isRecord(value) && name in value ? shape.read(value, place) : value),
  };
}

/** Props of a server. A missing type or location is reported with the name of the member. */
export const SERVER_PROPS = shapeOf<HetznerServerSpec>("server", {
  type: { ...ownCheck, ...member("name", FACTS) },
  location: ownCheck,
  image: member("reference", IMAGE),
  atLeast: REQUIREMENT,
  labels: object,
  firewall: FIREWALL,
  primaryIps: listOf(textOr(PRIMARY_IP)),
  volumes: listOf(VOLUME),
  reverseDns: textOr(REVERSE_DNS),
  backups: flag,
  protection: flag,
  keepDisk: flag,
  lifecycle: LIFECYCLE,
  logicalId: text,
  install: nested(shapeOf<InstallSpec>("InstallSpec", INSTALL_PROPS)),
});
