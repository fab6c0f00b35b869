import type { Kind } from "./kind";

/**
 * The part of JSON Schema that describes clan-core's settings. An empty schema takes any JSON value;
 * the branches of a `oneOf` differ in their type.
 */
export interface Schema {
  /** The allowed values in words, where the keywords alone would be hard to read. */
  readonly description?: string;
  readonly type?: SchemaType;
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

/** No setting is of type `number`, which would have to take integers too. */
export type SchemaType = Exclude<Kind, "number">;
