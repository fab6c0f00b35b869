/** A variable that has to be in the environment of every program that acts on a stack. */
export interface StackVariable {
  readonly name: string;
  /** Its value, or where a secret one comes from. */
  readonly value: string | { readonly clanSecret: string };
}
