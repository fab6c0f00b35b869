/** An environment variable that Terraform needs for a stack. */
export interface StackVariable {
  readonly name: string;
  /** The value, or the clan secret that contains it. */
  readonly value: string | { readonly clanSecret: string };
}
