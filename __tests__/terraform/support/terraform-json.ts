/** The parts of Terraform's JSON output that tests read. */

export interface JsonDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

export interface JsonChange {
  readonly actions: readonly string[];
  readonly before: JsonValues | null;
  readonly after: JsonValues | null;
  readonly after_unknown: JsonValues;
  /** The attributes that force a replacement, as paths. */
  readonly replace_paths?: readonly (string | number)[][];
}

export interface JsonPlan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: JsonChange }[];
}

export interface JsonState {
  readonly values?: {
    readonly outputs?: { readonly [name: string]: { readonly value: unknown } };
    readonly root_module: { readonly resources?: readonly StateEntry[] };
  };
}

export interface StateEntry {
  readonly address: string;
  readonly values: JsonValues;
  /** True if its creation or a provisioner failed: the next apply replaces it. */
  readonly tainted?: boolean;
}

export interface JsonValues {
  readonly [name: string]: unknown;
}
