import { execFileSync } from "node:child_process";
import { join } from "node:path";

/**
 * The value of one of the functions in `expressions/`, by real Nix.
 *
 * @param name - of its file
 * @param argument - what it is applied to
 * @throws Error with Nix's own message, if it does not evaluate
 */
export function evaluate<Value>(name: string, argument: object): Value {
  const file = JSON.stringify(join(__dirname, "../expressions", name));
  const expression = `{ argument }: import ${file} (builtins.fromJSON argument)`;
  const options = ["--eval", "--strict", "--json", "--expr", expression];
  const json = execFileSync(
    "nix-instantiate",
    [...options, "--argstr", "argument", JSON.stringify(argument)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: Number.POSITIVE_INFINITY },
  );
  return JSON.parse(json);
}
