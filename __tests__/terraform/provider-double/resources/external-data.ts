import { resolve } from "node:path";
import { runProgram } from "../../support/run-program";
import type { DataSource, Surroundings } from "../provider";
import { ProviderError } from "../provider-error";
import { isAbsent, isObject, isValue, type ObjectValue } from "../values";

function parseResult(stdout: string): ObjectValue {
  const problem = "The program's output must be a JSON object of strings.";
  let result: unknown;
  try {
    result = JSON.parse(stdout);
  } catch {
    throw new ProviderError("Unexpected External Program Results", problem, "program");
  }
  if (isValue(result) && isObject(result)) {
    if (Object.values(result).every((value) => typeof value === "string")) return result;
  }
  throw new ProviderError("Unexpected External Program Results", problem, "program");
}

/** `data.external`: really runs the program, where and with the PATH that Terraform itself has. */
export function externalData(surroundings: () => Surroundings): DataSource {
  return {
    validate(config) {
      if (config.isSet("program") && isAbsent(config.get("program"))) {
        throw new ProviderError("External Program Missing", "program is empty", "program");
      }
    },

    async read(config) {
      const { directory, env } = surroundings();
      const program = config.strings("program");
      const { exitCode, stdout, stderr } = await runProgram(program, {
        cwd: resolve(directory, config.string("working_dir")),
        env,
        input: JSON.stringify(config.stringMap("query")),
      }).catch((error: Error) => {
        throw new ProviderError("External Program Lookup Failed", error.message, "program");
      });
      if (exitCode !== 0) {
        throw new ProviderError(
          "External Program Execution Failed",
          `Program: ${program[0]}\nError Message: ${stderr}\nState: exit status ${exitCode}`,
          "program",
        );
      }
      return { ...config.values, id: "-", result: parseResult(stdout) };
    },
  };
}
