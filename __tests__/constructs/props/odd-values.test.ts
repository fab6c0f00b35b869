import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../cli/app";
import { renderFleet } from "../../../cli/stages";
import { codeDefinition, type Diagnostic, ValidationError } from "../../../constructs";
import { formatDiagnostic } from "../../../constructs/diagnostics/format";
import { SUBJECTS as OF_FLEETS, others } from "../../support/odd-fleets";
import { MORE_SUBJECTS } from "../../support/odd-stacks";
import { changed, changes } from "../../support/odd-values";
import { repositoryOf } from "../../support/repository";

const SUBJECTS = { ...OF_FLEETS, ...MORE_SUBJECTS };

/** What a person wrote there. */
const FILES = repositoryOf({
  "modules/own/own.nix": "{ flake.modules.nixos.own = { }; }",
  "nixos/own.nix": "{ }",
});

const RUNS = Number(process.env.ODD_VALUES_RUNS ?? 12);
const seed = Number(process.env.ODD_VALUES_SEED ?? 20260101);

/** Words of JavaScript, and the message that only says that something went wrong. */
const UNHELPFUL =
  /is not a function|is not iterable|Cannot (read|convert|set|destructure|mix)|\[object |Maximum call stack|circular structure|Reduce of empty|undefined is not (a f|i|an o)|invocation|a value has the wrong type/;

/** What is said of a fleet, however it ends. */
function diagnosticsOf(declare: Parameters<typeof createApp>[0]): readonly Diagnostic[] {
  try {
    return renderFleet(createApp(declare, { repository: FILES })).judged.open;
  } catch (error) {
    if (error instanceof ValidationError) return error.diagnostics;
    throw error;
  }
}

describe("props with one odd value", () => {
  it.each(Object.entries(SUBJECTS))(
    "are refused with a diagnostic, or accepted: %s",
    (_name, subject) => {
      fc.assert(
        fc.property(changes, (change) => {
          let words = "";
          const diagnostics = diagnosticsOf((app) => {
            const all = others(app);
            const [props, what] = changed(subject.props(all), change);
            words = what;
            subject.declare(all, props as never);
          });
          for (const diagnostic of diagnostics) {
            const said = `${words}\n${formatDiagnostic(diagnostic)}`;
            expect(codeDefinition(diagnostic.code), said).toBeDefined();
            expect(diagnostic.remedy, said).not.toBe("");
            expect(diagnostic.path, said).not.toBe("");
            expect(said).not.toMatch(UNHELPFUL);
            expect(said.length, words).toBeLessThan(5000);
          }
        }),
        { numRuns: RUNS, seed },
      );
    },
  );

  it.each(Object.entries(SUBJECTS))("are accepted without it: %s", (name, { props, declare }) => {
    const errors = diagnosticsOf((app) => {
      const all = others(app);
      declare(all, props(all) as never);
    }).filter(({ severity }) => severity === "error");
    // Of two fleets the second is refused, whatever its props.
    expect(errors.map(({ code }) => code)).toEqual(name === "Fleet" ? ["fleet-second"] : []);
  });
});
