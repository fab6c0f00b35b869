import { type RoleName, roleNames, type ServiceName } from "../service";
import { schemas } from "../src/schemas";
import { isAttributeSet, kindOf } from "./kind";
import { didYouMean } from "./names";
import type { Path } from "./path";
import { missingSetting, refusedValue, type SettingsProblem, unknownSetting } from "./problem";
import type { Kind, Schema } from "./schema";

export interface CheckSettingsOptions {
  /**
   * Tells the values that only Nix can compute; they are allowed everywhere and not looked into.
   *
   * @default - no value is
   */
  readonly isOpaque?: (value: unknown) => boolean;
  /**
   * Allows required settings to be missing: for one of several places whose settings clan-core merges.
   *
   * @default false
   */
  readonly partial?: boolean;
}

/**
 * Checks the settings of a role as clan-core will, and refuses what clan-core ignores.
 *
 * @returns every problem, in the order of the settings; empty if there is none
 * @throws if clan-core ships no such service, or the service has no such role
 */
export function checkSettings<S extends ServiceName>(
  service: S,
  role: RoleName<S>,
  settings: unknown,
  options: CheckSettingsOptions = {},
): SettingsProblem[] {
  const roles = roleNames(service);
  if (!roles.includes(role)) {
    throw new Error(
      `${role} is not a role of ${service}${didYouMean(role, roles)} (allowed: ${roles.join(", ")})`,
    );
  }
  return problemsOf(schemas[service][role], settings, [], options);
}

function problemsOf(
  schema: Schema,
  value: unknown,
  path: Path,
  options: CheckSettingsOptions,
): SettingsProblem[] {
  if (options.isOpaque?.(value)) {
    return [];
  }
  const branch = (schema.oneOf ?? [schema]).find((candidate) => accepts(candidate, value));
  if (branch === undefined) {
    return [refusedValue(path, value, schema)];
  }
  if (Array.isArray(value)) {
    const { items = {} } = branch;
    return value.flatMap((item, index) => problemsOf(items, item, [...path, index], options));
  }
  return isAttributeSet(value) ? attributeProblems(branch, value, path, options) : [];
}

/** Whether a schema takes a value, without a look at what is in it. */
function accepts(schema: Schema, value: unknown): boolean {
  const kind = kindOf(value);
  if (kind === undefined) {
    return false;
  }
  if (schema.enum !== undefined) {
    return schema.enum.some((allowed) => allowed === value);
  }
  return isOfType(schema, kind) && isInRange(schema, value) && matchesPattern(schema, value);
}

function isOfType({ type }: Schema, kind: Kind): boolean {
  return type === undefined || type === kind || (type === "number" && kind === "integer");
}

function isInRange({ minimum = -Infinity, maximum = Infinity }: Schema, value: unknown): boolean {
  return typeof value !== "number" || (minimum <= value && value <= maximum);
}

function matchesPattern({ pattern }: Schema, value: unknown): boolean {
  return typeof value !== "string" || pattern === undefined || new RegExp(pattern, "u").test(value);
}

function attributeProblems(
  schema: Schema,
  attributes: Readonly<Record<string, unknown>>,
  path: Path,
  options: CheckSettingsOptions,
): SettingsProblem[] {
  const { properties = {}, additionalProperties = {}, required = [] } = schema;
  const problems = Object.entries(attributes).flatMap(([name, value]) => {
    const place = [...path, name];
    const attribute = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    return attribute
      ? problemsOf(attribute, value, place, options)
      : [unknownSetting(place, value, Object.keys(properties))];
  });
  const missing = options.partial
    ? []
    : required.filter((name) => !Object.hasOwn(attributes, name));
  return [
    ...problems,
    ...missing.map((name) => missingSetting([...path, name], properties[name] ?? {})),
  ];
}
