import "./single-copy";

export { nix } from "@nix-fleet/nix-language";
export type { ActivationSpec } from "./activation/activation-spec";
export { DarwinActivation, type DarwinActivationProps } from "./activation/darwin-activation";
export { WorkstationStack, type WorkstationStackProps } from "./activation/workstation-stack";
export { DarwinMachine, type DarwinMachineProps } from "./darwin-machine";
export { Deviation, type DeviationProps } from "./deviation";
export { Disk, type DiskProps, type Filesystem, type ZfsProps } from "./disk/disk";
export { DiskEncryption } from "./disk/disk-encryption";
export { Fleet, type FleetProps } from "./fleet";
export { FleetApp, type FleetAppProps } from "./fleet-app";
export { FleetError, ValidationError, type ValidationIssue } from "./fleet-error";
export type { PrimaryIpSpec, ReverseDnsSpec } from "./hetzner/address-specs";
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
export type { MetaLists, MetaReference } from "./meta-reference";
export {
  DendriticModule,
  type DendriticModuleProps,
  type ModulePart,
} from "./module/dendritic-module";
export { ExternalModule, type ExternalModuleProps } from "./module/external-module";
export { FlakeInput, type FlakeInputProps, inputModule } from "./module/flake-input";
export type {
  FlakeModule,
  GeneratedModule,
  InputModule,
  Module,
  ModuleClass,
} from "./module/module";
export { STANDARD_INPUTS } from "./module/standard-inputs";
export type { Setting, Settings } from "./nix-value";
export { NixosMachine, type NixosMachineProps } from "./nixos-machine";
export { formatProblem, type Problem } from "./problem";
export type { MachineSources, RenderedFile, Rendering, SiblingGenerator } from "./rendering";
export { ClanService, type ClanServiceProps } from "./service/clan-service";
export {
  type CustomRoleProps,
  CustomService,
  type CustomServiceProps,
} from "./service/custom-service";
export { DARWIN_SERVICES, type DarwinServiceName } from "./service/darwin-services";
export type { MachineOf } from "./service/machine-of";
export { Role, type RoleMachine, type RoleProps, type RoleTag } from "./service/role";
export { type RoleFacts, Service, type ServiceModule } from "./service/service";
export { DarwinService } from "./services/darwin-service";
export { EmergencyAccess, type EmergencyAccessProps } from "./services/emergency-access";
export type { Member } from "./services/members";
export { type MatrixCell, type MatrixRow, serviceMatrix } from "./services/service-matrix";
export { SshdService, type SshdServiceProps } from "./services/sshd-service";
export { UserAccount, type UserAccountProps } from "./services/user-account";
export { ZerotierNetwork, type ZerotierNetworkProps } from "./services/zerotier-network";
export type { OpaqueSetting } from "./setting-kinds";
export { type AnyTag, PredefinedTag, Tag } from "./tag";
export {
  Backend,
  type HttpBackendProps,
  type PgBackendProps,
  type S3BackendProps,
} from "./terraform/backend";
export { expression } from "./terraform/expression";
export { FleetStack, type FleetStackProps } from "./terraform/fleet-stack";
export { literal } from "./terraform/literal";
export {
  type AnyUser,
  type Home,
  type HomeSpec,
  PredefinedUser,
  type Shell,
  User,
  type UserProps,
} from "./user";
export { addCheck } from "./validation";
export { ClanGenerator } from "./vars/clan-generator";
export { SecretReference } from "./vars/secret-reference";
export { SopsSecret, type SopsSecretProps } from "./vars/sops-secret";
export type {
  NeededFor,
  PublicFileName,
  PublicVarsFile,
  SecretVarsFile,
  VarsFile,
  VarsFiles,
} from "./vars/vars-file";
export {
  type AnyGenerator,
  VarsGenerator,
  type VarsGeneratorProps,
  type VarsPrompt,
} from "./vars/vars-generator";
export type { VarsProps } from "./vars/vars-props";
export { VarsReference } from "./vars/vars-reference";
