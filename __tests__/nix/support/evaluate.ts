import { execFileSync } from "node:child_process";
import { join } from "node:path";

/**
 * The value of one of the functions in `expressions/`, evaluated with the real Nix.
 *
 * @param name - name of its file
 * @param argument - argument of the function
 * @throws Error with Nix's message, if the evaluation fails
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
