/**
 * A file that a generator makes, in the settings of a machine that has the generator: where it lies
 * there, or what is in it.
 */
export class VarsReference {
  constructor(
    /** Name of the generator. */
    readonly generator: string,
    readonly file: string,
    readonly attribute: "path" | "value",
  ) {}
}
