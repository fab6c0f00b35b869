export { DarwinMachine, type DarwinMachineProps } from "./darwin-machine";
export { Fleet } from "./fleet";
export { FleetApp, type FleetAppProps, type SiblingGenerator } from "./fleet-app";
export { FleetError, ValidationError, type ValidationIssue } from "./fleet-error";
export { ApiToken } from "./hetzner/api-token";
export * from "./hetzner/catalogue";
export { ClanInstall, type ClanInstallProps } from "./hetzner/clan-install";
export {
  type BoundDeployKey,
  DeployKey,
  type DeployKeyProps,
  type ExistingDeployKeyProps,
  type GeneratedDeployKeyProps,
} from "./hetzner/deploy-key";
export type { FirewallRuleSpec, FirewallSpec } from "./hetzner/firewall";
export { HetznerServer, type HetznerServerProps } from "./hetzner/hetzner-server";
export { HetznerStack, type HetznerStackProps } from "./hetzner/hetzner-stack";
export type { HetznerServerSpec, InstallSpec, VolumeSpec } from "./hetzner/server-spec";
export { Machine, type MachineClass, type MachineProps } from "./machine";
export { NixosMachine, type NixosMachineProps } from "./nixos-machine";
export type { RenderedFile } from "./rendered-file";
export { type AnyTag, PredefinedTag, Tag } from "./tag";
export { Backend } from "./terraform/backend";
export { expression } from "./terraform/expression";
export { FleetStack, type FleetStackProps } from "./terraform/fleet-stack";
export { literal } from "./terraform/literal";
export { User, type UserProps } from "./user";
