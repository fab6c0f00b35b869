import { Fn, Token } from "cdktf";
import { expect, it } from "vitest";
import { renderFleet } from "../../../cli/stages";
import { type Settings, ValidationError } from "../../../constructs";
import { machineWith } from "../../support/fleets";

/** The errors of a whole run with these settings of a machine. */
function errorsOf(sysctl: object): readonly string[] {
  const { app } = machineWith({ boot: { kernel: { sysctl } } } as Settings);
  try {
    renderFleet(app);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return error.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ code, path, summary }) => `${code} at ${path}: ${summary}`);
  }
  return [];
}

it("all values that Nix cannot express are reported together, each once", () => {
  const at = (code: string, text: string) =>
    `${code} at infra/machine:cinnabar: settings.boot.kernel.sysctl.${text}`;
  const found = errorsOf({
    bigint: 10n,
    big: 2 ** 60,
    date: new Date(0),
    half: "\ud800",
    hole: [1, undefined],
    nan: Number.NaN,
    nul: "a\0b",
    run: () => 1,
    numbers: Token.asNumberList(Fn.range(1, 2)),
    token: Token.asNumber(Fn.parseint("1", 10)),
  });
  expect(found).toEqual([
    at("setting-not-a-value", "date is an object that cannot be a setting"),
    ...["numbers.0", "token"].map((name) =>
      at(
        "terraform-reference-in-nix",
        `${name} is a number from Terraform, which Nix cannot resolve`,
      ),
    ),
    ...[
      "big: 1152921504606847000 is beyond ±(2^53 - 1), so JavaScript may have rounded it",
      "bigint: the bigint 10 is not a Nix value",
      'half: "\\ud800" contains half of a surrogate pair, which UTF-8 cannot encode',
      "hole.1: undefined is not a Nix value",
      "nan: NaN has no literal in Nix",
      'nul: "a\\u0000b" contains a NUL character, which is not allowed in a Nix string',
      "run: a function is not a Nix value",
    ].map((text) => at("value-not-nix", text)),
  ]);
});

it("numbers that Nix has are settings", () => {
  expect(errorsOf({ a: -0, b: 1e-7, c: 0.5, d: Number.MAX_SAFE_INTEGER, e: -7 })).toEqual([]);
});
