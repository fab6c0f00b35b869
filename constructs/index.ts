import "./access/codes";
import "./activation/codes";
import "./codes";
import "./diagnostics/general-codes";
import "./disk/codes";
import "./hetzner/codes";
import "./install/codes";
import "./inventory/codes";
import "./machine/codes";
import "./migration/codes";
import "./module/codes";
import "./options/codes";
import "./props/codes";
import "./secrets/codes";
import "./services/codes";
import "./terraform/codes";
import "./vars/codes";

export { nix } from "@nix-fleet/nix-language";
export {
  type DarwinOptions,
  type HomeOptions,
  lib,
  type NixosOptions,
  type OptionsOf,
  packageSet,
  packages,
  pkgs,
  types,
} from "@nix-fleet/nix-options";
export { type HostKey, hostKeyOf, knownHostName } from "./access/host-key";
export { internetOf } from "./access/internet";
export { sshPort } from "./access/ssh-port";
export type { ActivationSpec } from "./activation/activation-spec";
export type { ActivationTriggers } from "./activation/activation-triggers";
export { DarwinActivation, type DarwinActivationProps } from "./activation/darwin-activation";
export { WorkstationStack, type WorkstationStackProps } from "./activation/workstation-stack";
export { FleetApp, type FleetAppProps } from "./app/fleet-app";
export { Deviation, type DeviationProps } from "./deviation";
export type { AcceptedDiagnostic, Judged } from "./diagnostics/acceptance";
export { addCheck, type Check, report } from "./diagnostics/check";
export {
  type CodeDefinition,
  type CodeDefinitions,
  codeDefinition,
  codesByArea,
  defineCodes,
  definedCodes,
} from "./diagnostics/codes";
export type { Diagnostic, Finding, Severity, SourceLocation } from "./diagnostics/finding";
export { FleetError, ValidationError } from "./diagnostics/fleet-error";
export { formatDiagnostic, formatDiagnostics } from "./diagnostics/format";
export {
  DataDisk,
  type DataFilesystemProps,
  type DataLvmProps,
  type DataZfsProps,
} from "./disk/data-disk";
export { Disk, type DiskProps, type LvmProps, type SystemProps, type ZfsProps } from "./disk/disk";
export { DiskEncryption } from "./disk/disk-encryption";
export type { BootPath, Firmware } from "./disk/disk-plan";
export type {
  BtrfsContent,
  Content,
  DiskPlan,
  LuksContent,
  PlannedArray,
  PlannedDataset,
  PlannedDisk,
  PlannedPartition,
  PlannedPool,
  PlannedSubvolume,
  PlannedVdev,
  Topology,
} from "./disk/plan";
export type {
  BtrfsProfile,
  DatasetProps,
  DiskSize,
  Filesystem,
  MdadmLevel,
  SubvolumeProps,
  SwapProps,
  VdevProps,
  VolumeProps,
  ZfsRaid,
} from "./disk/props";
export { type AcceptProps, Fleet, type FleetProps, type Layout } from "./fleet";
export { FleetElement, type FleetElementProps } from "./fleet-element";
export type { PrimaryIpSpec, ReverseDnsSpec } from "./hetzner/address-specs";
export { ApiToken } from "./hetzner/api-token";
export * from "./hetzner/catalogue";
export type { FirewallRuleSpec, FirewallSpec } from "./hetzner/firewall";
export { HetznerServer, type HetznerServerProps } from "./hetzner/hetzner-server";
export { HetznerStack, type HetznerStackProps } from "./hetzner/hetzner-stack";
export type { HetznerServerSpec, VolumeSpec } from "./hetzner/server-spec";
export { ClanInstall, type ClanInstallProps } from "./install/clan-install";
export {
  type BoundDeployKey,
  DeployKey,
  type DeployKeyProps,
  type ExistingDeployKeyProps,
  type GeneratedDeployKeyProps,
} from "./install/deploy-key";
export type { InstallSpec } from "./install/install-spec";
export { ClanService, type ClanServiceProps } from "./inventory/clan-service";
export {
  type CustomRoleProps,
  CustomService,
  type CustomServiceProps,
} from "./inventory/custom-service";
export { DARWIN_SERVICES, type DarwinServiceName } from "./inventory/darwin-services";
export type { MachineOf } from "./inventory/machine-of";
export {
  type LazyRole,
  Role,
  type RoleMachine,
  type RoleProps,
  type RoleTag,
} from "./inventory/role";
export { type RoleFacts, Service, type ServiceModule } from "./inventory/service";
export { DarwinMachine, type DarwinMachineProps } from "./machine/darwin-machine";
export type { BootMode, DiskLayout, ServerFacts, ServerSpecs } from "./machine/hardware";
export { Machine, type MachineClass, type MachineProps } from "./machine/machine";
export { NixosMachine, type NixosMachineProps, type NixosPlatform } from "./machine/nixos-machine";
export type { ProviderFirewall } from "./machine/provider-firewall";
export type { FormerPlace, Retirement } from "./machine/retirement";
export type { MetaLists, MetaReference } from "./meta-reference";
export type { AllowedDifference, KeptThing } from "./migration/allowed-difference";
export { AttestedGate } from "./migration/attested-gate";
export { BuildTime, type BuildTimeProps } from "./migration/build-time";
export { type BusyDays, CalendarGate, type CalendarGateProps } from "./migration/calendar-gate";
export type { Condition, Holding } from "./migration/condition";
export {
  CumulativeStability,
  type CumulativeStabilityProps,
} from "./migration/cumulative-stability";
export { Gate, type GateProps } from "./migration/gate";
export {
  type DecisionCriterion,
  GoNoGo,
  type GoNoGoProps,
  type Verdict,
} from "./migration/go-no-go";
export { GoNoGoGate, type GoNoGoGateProps } from "./migration/go-no-go-gate";
export type { MigrationGoals, Weeks } from "./migration/goals";
export {
  type CompromiseProps,
  type ConflictProps,
  IntegrationPoint,
  type IntegrationPointProps,
  type WorkingPointProps,
} from "./migration/integration-point";
export { Ledger } from "./migration/ledger";
export type { LedgerEvent } from "./migration/ledger-event";
export { type Expectation, MeasuredGate, type MeasuredGateProps } from "./migration/measured-gate";
export { Migration, type MigrationProps } from "./migration/migration";
export { NoRegression, type NoRegressionProps } from "./migration/no-regression";
export { Phase, type PhaseProps, type PhaseStep } from "./migration/phase";
export {
  StabilityWindow,
  type StabilityWindowProps,
  type WindowProps,
} from "./migration/stability-window";
export {
  DendriticModule,
  type DendriticModuleProps,
  type ModulePart,
} from "./module/dendritic-module";
export { ExternalModule, type ExternalModuleProps } from "./module/external-module";
export {
  FlakeInput,
  type FlakeInputProps,
  type FlakeInputSource,
  inputModule,
} from "./module/flake-input";
export type {
  FileModule,
  FlakeModule,
  GeneratedModule,
  InputModule,
  Module,
  ModuleClass,
} from "./module/module";
export { NixFile, type NixFileProps } from "./module/nix-file";
export { STANDARD_INPUTS } from "./module/standard-inputs";
export type { DeclaredOptions } from "./options/known-options";
export type { AnySettings, ClassOptions, Setting, Settings } from "./options/nix-value";
export type { OpaqueSetting } from "./options/setting-kinds";
export type { OwnFile } from "./own-files";
export { DarwinService } from "./services/darwin-service";
export { EmergencyAccess, type EmergencyAccessProps } from "./services/emergency-access";
export type { Member } from "./services/members";
export { type MatrixCell, type MatrixRow, serviceMatrix } from "./services/service-matrix";
export { SshdService, type SshdServiceProps } from "./services/sshd-service";
export { type AccountIdentity, UserAccount, type UserAccountProps } from "./services/user-account";
export {
  type ZerotierMoon,
  ZerotierNetwork,
  type ZerotierNetworkProps,
} from "./services/zerotier-network";
export { type AnyTag, PredefinedTag, Tag, type TagProps } from "./tag";
export {
  Backend,
  type HttpBackendProps,
  type PgBackendProps,
  type S3BackendProps,
} from "./terraform/backend";
export { expression } from "./terraform/expression";
export { FleetStack, type FleetStackProps } from "./terraform/fleet-stack";
export { literal } from "./terraform/literal";
export { Passphrase } from "./terraform/passphrase";
export { type PublicClanVarProps, type PublicVarProps, publicVar } from "./terraform/public-var";
export type { StackVariable } from "./terraform/stack-variable";
export {
  type AwsKmsProps,
  type ExternalKeyProps,
  type GcpKmsProps,
  type OpenBaoProps,
  type Pbkdf2Props,
  StateEncryption,
  type StateEncryptionProps,
} from "./terraform/state-encryption";
export {
  type AnyUser,
  type Home,
  type HomeSpec,
  PredefinedUser,
  type Shell,
  User,
  type UserFacts,
  type UserProps,
} from "./user";
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
