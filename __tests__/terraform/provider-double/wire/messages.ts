/** The messages of `provider.proto`, as the loader hands them to and takes them from handlers. */

/** A value of Terraform's type system, encoded as MessagePack; null where Terraform left it out. */
export type EncodedValue = { readonly msgpack: Uint8Array } | null;

/** The fields of all requests; a handler reads those that its request has. */
export interface Request {
  readonly typeName: string;
  readonly config: EncodedValue;
  readonly currentState: EncodedValue;
  readonly priorState: EncodedValue;
  readonly plannedState: EncodedValue;
  readonly proposedNewState: EncodedValue;
  /** The state as the state file has it, for UpgradeResourceState. */
  readonly rawState: { readonly json: Uint8Array };
  /** What the user names a resource to import by. */
  readonly id: string;
}

export interface AttributePath {
  readonly steps: readonly { readonly attributeName: string }[];
}

export interface Diagnostic {
  readonly severity: number;
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: AttributePath;
}

/** The fields of all responses; a handler fills those that its response has. */
export interface Response {
  readonly diagnostics?: readonly Diagnostic[];
  readonly state?: EncodedValue;
  readonly newState?: EncodedValue;
  readonly plannedState?: EncodedValue;
  readonly requiresReplace?: readonly AttributePath[];
  readonly legacyTypeSystem?: boolean;
  readonly importedResources?: readonly {
    readonly typeName: string;
    readonly state: EncodedValue;
  }[];
}
