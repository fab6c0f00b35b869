import type { Kind } from "./kind";

/**
 * The part of JSON Schema that describes clan-core's settings. An empty schema accepts any JSON value. The
 * branches of a `oneOf` have different types.
 */
export interface Schema {
  /** The allowed values in words, if the keywords are hard to read. */
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

/** No setting has the type `number`, which would have to accept integers too. */
export type SchemaType = Exclude<Kind, "number">;
