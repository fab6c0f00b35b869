/**
 * The part of JSON Schema that describes clan-core's settings. An empty schema takes any JSON value;
 * the branches of a `oneOf` differ in their type.
 */
export interface Schema {
  /** The allowed values in words, where the keywords alone would be hard to read. */
  readonly description?: string;
  readonly type?: Kind;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

/** The JSON types, integers told from other numbers as Nix does. */
export type Kind = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
