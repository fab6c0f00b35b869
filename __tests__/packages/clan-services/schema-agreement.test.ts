import {
  checkSettings,
  roleNames,
  type SettingsProblem,
  serviceNames,
} from "@nix-fleet/clan-services";
import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import measured from "../../../packages/clan-services/measured.json";
import clanServices from "../../../packages/clan-services/schema/services.schema.json";
import fc from "../../support/fast-check";

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly oneOf?: readonly JsonSchema[];
}

interface Definitions {
  readonly Input: JsonSchema;
  readonly [name: string]: JsonSchema;
}

const measuredValues = new Set(Object.values(measured.values).map((value) => value.description));
const optional: Readonly<Record<string, Readonly<Record<string, string>>>> = measured.optional;

/** clan-core's definitions, with an AnyJson that takes integers and what was measured to be optional. */
function definitions(address: string, defs: Definitions): Definitions {
  const isOptional = (name: string) => name in (optional[address] ?? {});
  const required = defs.Input.required?.filter((name) => !isOptional(name)) ?? [];
  return { ...defs, AnyJson: {}, Input: { ...defs.Input, required } };
}

/** Values that are right more often than not, down to every leaf. */
function settings(schema: JsonSchema, defs: Definitions): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    return settings(defs[schema.$ref.replace("#/$defs/", "")] ?? {}, defs);
  }
  return fc.oneof({ weight: 15, arbitrary: right(schema, defs) }, { weight: 1, arbitrary: json() });
}

function right(schema: JsonSchema, defs: Definitions): fc.Arbitrary<unknown> {
  if (schema.oneOf !== undefined) {
    return fc.oneof(...schema.oneOf.map((branch) => settings(branch, defs)));
  }
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer();
    case "string":
      return fc.string();
    case "array":
      return fc.array(settings(schema.items ?? {}, defs), { maxLength: 3 });
    case "object":
      return attributes(schema, defs);
    default:
      return json();
  }
}

function attributes(schema: JsonSchema, defs: Definitions): fc.Arbitrary<unknown> {
  const { properties = {}, additionalProperties, required = [] } = schema;
  const known = Object.entries(properties).map(([name, s]) => [name, settings(s, defs)] as const);
  const other =
    typeof additionalProperties === "object"
      ? fc.dictionary(fc.string(), settings(additionalProperties, defs), { maxKeys: 3 })
      : fc.constant({});
  return fc
    .tuple(
      fc.record(Object.fromEntries(known), { requiredKeys: [...required] }),
      other,
      fc.oneof({ weight: 15, arbitrary: fc.constant({}) }, fc.record({ unheardOf: json() })),
    )
    .map((parts) => Object.fromEntries(parts.flatMap(Object.entries)));
}

/** Any JSON value whose numbers are exact. */
function json() {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  const values = [fc.constant(null), fc.boolean(), fc.integer(), number, fc.string()];
  return fc.anything({ values, maxDepth: 2 });
}

/** What only Nix can compute. */
class Expression {}

/** A copy in which values anywhere, the whole among them, are expressions. */
function withExpressions(value: unknown): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: withExpressionsInside(value) },
    { weight: 1, arbitrary: fc.constant(new Expression()) },
  );
}

function withExpressionsInside(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== "object" || value === null) return fc.constant(value);
  if (Array.isArray(value)) return fc.tuple(...value.map(withExpressions));
  const attributes = Object.entries(value).map(([name, v]) =>
    fc.tuple(fc.constant(name), withExpressions(v)),
  );
  return fc.tuple(...attributes).map((entries) => Object.fromEntries(entries));
}

/** A schema that allows what is required to be missing, at every depth. */
function withoutRequired<Part>(schema: Part): Part {
  return JSON.parse(
    JSON.stringify(schema, (key, part) => (key === "required" && Array.isArray(part) ? [] : part)),
  );
}

/** Whether the check refuses exactly the values that the schema or the measured constraints refuse. */
function agrees(isAccepted: boolean, problems: readonly SettingsProblem[]): boolean {
  return isAccepted
    ? problems.every(({ allowed }) => measuredValues.has(allowed))
    : problems.length > 0;
}

describe.each(serviceNames)("the check agrees with clan-core's schema: %s", (service) => {
  const roles: Readonly<Record<string, { $defs: Definitions }>> = clanServices[service].roles;

  describe.each(roleNames(service))("role %s", (role) => {
    const defs = definitions(`${service}.${role}`, roles[role]?.$defs ?? { Input: {} });
    const input = settings({ $ref: "#/$defs/Input" }, defs);
    const accepts = validator(defs);
    const acceptsPart = validator(withoutRequired(defs));

    it("for complete settings", () => {
      fc.assert(
        fc.property(input, (value) => {
          const problems = checkSettings(service, role, value);
          expect(agrees(accepts(value), problems)).toBe(true);
        }),
      );
    });

    it("for incomplete settings with `partial`", () => {
      fc.assert(
        fc.property(input, (value) => {
          const problems = checkSettings(service, role, value, { partial: true });
          expect(agrees(acceptsPart(value), problems)).toBe(true);
        }),
      );
    });

    it("for valid settings with expressions as values", () => {
      const accepted = input.filter((value) => accepts(value));
      fc.assert(
        fc.property(accepted.chain(withExpressions), (value) => {
          const isOpaque = (part: unknown) => part instanceof Expression;
          const problems = checkSettings(service, role, value, { isOpaque });
          expect(agrees(true, problems)).toBe(true);
        }),
      );
    });
  });
});

function validator(defs: Definitions) {
  return new Ajv2020().compile({ $ref: "#/$defs/Input", $defs: defs });
}
