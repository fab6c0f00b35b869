export { DarwinMachine, type DarwinMachineProps } from "./darwin-machine";
export { Fleet, type FleetProps } from "./fleet";
export { FleetApp, type FleetAppProps } from "./fleet-app";
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
export { MetaReference } from "./meta-reference";
export {
  DendriticModule,
  type DendriticModuleProps,
  type ModulePart,
} from "./module/dendritic-module";
export { ExternalModule, type ExternalModuleProps } from "./module/external-module";
export { FlakeInput, type FlakeInputProps, inputModule } from "./module/flake-input";
export type { FlakeModule, InputModule, Module, ModuleClass } from "./module/module";
export { STANDARD_INPUTS } from "./module/standard-inputs";
export type { NixComment, NixExpression, Setting, Settings } from "./nix-value";
export { NixosMachine, type NixosMachineProps } from "./nixos-machine";
export type { RenderedFile, Rendering, SiblingGenerator } from "./rendering";
export { ClanService, type ClanServiceProps } from "./service/clan-service";
export { Role, type RoleMachine, type RoleProps, type RoleTag } from "./service/role";
export { type RoleFacts, Service, type ServiceModule } from "./service/service";
export { type AnyTag, PredefinedTag, Tag } from "./tag";
export { Backend } from "./terraform/backend";
export { expression } from "./terraform/expression";
export { FleetStack, type FleetStackProps } from "./terraform/fleet-stack";
export { literal } from "./terraform/literal";
export { User, type UserProps } from "./user";
