export { type CheckSettingsOptions, checkSettings } from "./check/check-settings";
export type { SettingsProblem } from "./check/problem";
export {
  type MachineClass,
  type Role,
  type RoleClass,
  type RoleName,
  roleNames,
  type Service,
  type ServiceName,
  service,
  serviceNames,
} from "./service";
export type { PartialServiceSettings, ServiceSettings } from "./settings";
