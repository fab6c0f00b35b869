import {
  anything,
  flag,
  listOf,
  number,
  object,
  oneOf,
  ownCheck,
  type RequiredKind,
  required,
  text,
  textOr,
  textOrNumber,
} from "../props/kinds";
import { type KindsOf, nested, shapeOf } from "../props/read-props";
import type { PrimaryIpSpec, ReverseDnsSpec } from "./address-specs";
import type { Requirement } from "./catalogue";
import type { FirewallRuleSpec, FirewallSpec } from "./firewall";
import type { HetznerServerSpec, InstallSpec, VolumeSpec } from "./server-spec";

const RULE = nested(
  shapeOf<FirewallRuleSpec>("FirewallRuleSpec", {
    protocol: required(oneOf("tcp", "udp", "icmp", "gre", "esp"), "icmp"),
    port: textOrNumber,
    from: anything,
    description: text,
  }),
);

/** What is no list is reported with what Hetzner does without rules. */
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
    logicalId: text,
  }),
);

const PRIMARY_IP = nested(
  shapeOf<PrimaryIpSpec>("PrimaryIpSpec", {
    type: required(oneOf("ipv4", "ipv6"), "ipv4"),
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

/** What an install takes. */
export const INSTALL_PROPS: KindsOf<InstallSpec> = {
  overwrite: flag,
  lifecycle: object,
  logicalId: text,
};

/** What a server takes. A missing type or location is reported with the name of the member. */
export const SERVER_PROPS = shapeOf<HetznerServerSpec>("server", {
  type: ownCheck,
  location: ownCheck,
  image: anything,
  atLeast: REQUIREMENT,
  labels: object,
  firewall: FIREWALL,
  primaryIps: listOf(textOr(PRIMARY_IP)),
  volumes: listOf(VOLUME),
  reverseDns: textOr(REVERSE_DNS),
  backups: flag,
  protection: flag,
  lifecycle: object,
  logicalId: text,
  install: nested(shapeOf<InstallSpec>("InstallSpec", INSTALL_PROPS)),
});
