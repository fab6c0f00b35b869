import type { NixValue } from "@nix-fleet/nix-language";
import { StepCounter } from "./step-counter";

// node --no-opt --no-maglev --import tsx counted-growth.ts: prints how many steps the functions take that walk
// through a value. That does not depend on the machine.

/** By the name of the function. */
export interface Growth {
  readonly [walk: string]: {
    /** How many times as many steps a larger value takes. */
    readonly wide: Readonly<Record<string, number>>;
    readonly deep: Readonly<Record<string, number>>;
    /** Steps for two values that are nested too deeply, one ten times as deep as the other. */
    readonly tooDeep: readonly [number, number];
  };
}

type Pairs = Readonly<Record<string, readonly [small: NixValue, large: NixValue]>>;

async function main(): Promise<void> {
  const counter = await StepCounter.start();
  // Only what is loaded after this is counted.
  const language = require("@nix-fleet/nix-language") as typeof import("@nix-fleet/nix-language");
  const { DEEP, mostLevels, nested, WIDE } =
    require("./growing-values") as typeof import("./growing-values");

  const wide: Pairs = Object.fromEntries(
    Object.entries(WIDE).map(([name, make]) => [name, [make(100), make(400)]]),
  );
  const deep: Pairs = Object.fromEntries(
    Object.entries(DEEP).map(([name, wrap]) => {
      const most = mostLevels(wrap);
      return [name, [nested(most >> 2, wrap), nested(most, wrap)]];
    }),
  );
  const list = (inner: NixValue) => [{ a: inner }];
  const [tooDeep, deeper] = [nested(3000, list), nested(30_000, list)];

  const { print, partsOf, referencesIn, withoutComments } = language;
  const growth: { [walk: string]: Growth[string] } = {};
  for (const walk of [print, partsOf, referencesIn, withoutComments]) {
    const steps = (value: NixValue) =>
      counter.steps(() => {
        try {
          walk(value);
        } catch (error) {
          if (!language.NixValueError.isNixValueError(error)) throw error;
        }
      });
    const growthIn = async (pairs: Pairs) => {
      const times: Record<string, number> = {};
      for (const [name, [small, large]] of Object.entries(pairs)) {
        await steps(small); // Loads what is loaded only once.
        times[name] = (await steps(large)) / (await steps(small));
      }
      return times;
    };
    growth[walk.name] = {
      wide: await growthIn(wide),
      deep: await growthIn(deep),
      tooDeep: [await steps(tooDeep), await steps(deeper)],
    };
  }
  process.stdout.write(JSON.stringify(growth satisfies Growth));
}

void main();
