import { isIdentifier } from "../lexical/literals";
import { NixValueError } from "../value-error";
import type { NixName } from "./expression";

/**
 * Maximum nesting of lists, sets, calls and other expressions. Handwritten files have about 20 levels; far
 * more than this limit overflows the stack of JavaScript.
 */
const DEEPEST = 200;

/** Replaces a computed name in a path. */
export const COMPUTED = "${…}";

/** Number of steps that a message shows at the start and the end of a long path. */
const SHOWN_STEPS = 6;

/**
 * The position in a traversal of a value. Detects cycles and limits the depth; errors contain the place, so that a
 * traversal that throws goes back nowhere.
 */
export class Walk {
  private readonly steps: (string | number)[];
  /** The enclosing values, the outermost first, and the number of steps to each. */
  private readonly around: object[] = [];
  private readonly stepsTo: number[] = [];
  private depth = 0;

  private constructor(from: readonly string[]) {
    this.steps = [...from];
  }

  /**
   * Walks through a value.
   *
   * @param from - path of the value, for messages
   * @throws NixValueError of `walk`, with the current place
   */
  static through<T>(walk: (through: Walk) => T, from: readonly string[] = []): T {
    const through = new Walk(from);
    try {
      return walk(through);
    } catch (error) {
      if (!NixValueError.isNixValueError(error)) throw error;
      throw new NixValueError(error.problem, placeText(through.steps));
    }
  }

  /** Goes to an attribute by its name, or to a list item by its index, until {@link back}. */
  to(step: string | number): void {
    this.steps.push(step);
  }

  /** Goes back from an attribute or a list item. */
  back(steps = 1): void {
    for (let left = steps; left > 0; left--) this.steps.pop();
  }

  /**
   * Goes into a list, a set or an expression, until {@link leave}.
   *
   * @param levels - number of nesting levels that it counts as
   * @throws NixValueError if the value contains itself, or is nested too deeply
   */
  enter(value: object, levels = 1): void {
    // The values around are at most as many as the levels, so a list is faster than a map.
    const before = this.around.indexOf(value);
    if (before !== -1) throw containsItself(placeText(this.steps.slice(0, this.stepsTo[before])));
    if (this.depth + levels > DEEPEST) throw tooDeep();
    this.depth += levels;
    this.around.push(value);
    this.stepsTo.push(this.steps.length);
  }

  /** Leaves the value that was entered last. */
  leave(levels = 1): void {
    this.around.pop();
    this.stepsTo.pop();
    this.depth -= levels;
  }
}

/** A name as a step of a path. */
export function nameStep(name: NixName): string {
  return typeof name === "string" ? name : COMPUTED;
}

function placeText(steps: readonly (string | number)[]): string {
  const isLong = steps.length > 2 * SHOWN_STEPS;
  const start = steps.slice(0, isLong ? SHOWN_STEPS : steps.length).map(stepText);
  const end = isLong ? [".…", ...steps.slice(-SHOWN_STEPS).map(stepText)] : [];
  return [...start, ...end].join("").replace(/^\./, "");
}

function stepText(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return isIdentifier(step) || step === COMPUTED ? `.${step}` : `.${JSON.stringify(step)}`;
}

function containsItself(place: string): NixValueError {
  const again = place === "" ? "the whole value" : `the value at ${place}`;
  return new NixValueError({
    summary: `the value contains itself: this is a reference to ${again}`,
    kind: "cyclic",
    remedy: "use a copy, or refer to it in Nix with nix.ref",
  });
}

function tooDeep(): NixValueError {
  return new NixValueError({
    summary: `the value is nested more than ${DEEPEST} levels deep`,
    kind: "too-deep",
    remedy:
      "check the code that builds it for runaway recursion, or name inner parts as variables of nix.let",
  });
}
