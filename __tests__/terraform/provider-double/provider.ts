import type { Attributes } from "./attributes";
import type { ProviderSchema } from "./schema/schema";
import type { ObjectValue, ResourceState } from "./values";

/** A resource type as its provider behaves. Every method reports failure by a `ProviderError`. */
export interface ManagedResource {
  /** Attributes that cannot be changed in place: the schema does not say which. */
  readonly replaceOn: readonly string[];
  /** Planned for attributes that the configuration leaves out. */
  readonly defaults?: ObjectValue;
  /**
   * The provider still implements this type with the legacy SDK: zero, false and empty are the same
   * as absent, and the state may differ from the plan in details.
   */
  readonly legacy?: boolean;
  /** Refuses a configuration; values in it may still be unknown. */
  validate?(config: Attributes): void;
  /** Corrects what core proposes; `prior` is null for a creation. */
  plan?(planned: Attributes, prior: Attributes | null): ObjectValue;
  /**
   * Returns the new state. What it hands to `save` on its way is kept, as tainted, if it then fails.
   */
  create(planned: Attributes, save: (partial: ObjectValue) => void): Promise<ObjectValue>;
  /** Returns the refreshed state, or null if the object is gone. */
  read(state: Attributes): Promise<ResourceState>;
  /** Absent where every change is a replacement. */
  update?(planned: Attributes, prior: Attributes): Promise<ObjectValue>;
  delete(state: Attributes): Promise<void>;
  /** The state of which `read` makes a whole one; absent where import is not supported. */
  import?(id: string): ObjectValue;
}

export interface DataSource {
  validate?(config: Attributes): void;
  /** Returns the whole state. */
  read(config: Attributes): Promise<ObjectValue>;
}

export interface Provider {
  readonly schema: ProviderSchema;
  /** Refuses a provider block; values in it may still be unknown. */
  validate?(config: Attributes): void;
  configure?(config: Attributes): void;
  /** The types the double acts out; using another type of the schema fails. */
  readonly resources: { readonly [type: string]: ManagedResource };
  readonly dataSources: { readonly [type: string]: DataSource };
}

/** What a real provider inherits from the Terraform that starts it. */
export interface Surroundings {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
}
