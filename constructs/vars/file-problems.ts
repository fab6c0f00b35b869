import type { Finding } from "../diagnostics/finding";
import { secretModeProblems } from "./secret-mode";
import type { VarsFile } from "./vars-file";
import type { VarsGenerator } from "./vars-generator";

/** Names joined by `/`, since a script may write folders; each as clan's secrets are called. */
const FILE_NAME = /^(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)*$/;

/** Where a public file ends up has no owners. */
const SECRET_ONLY = ["owner", "group", "mode", "restartUnits"] as const;

/** Checks the files of a generator. */
export function* fileProblems(generator: VarsGenerator): Iterable<Finding> {
  const { name, files } = generator;
  yield* hiddenProblems(generator);
  const persisted = Object.values(generator.prompts).some(({ persist }) => persist === true);
  if (Object.keys(files).length === 0 && !persisted) {
    yield {
      code: "generator-without-files",
      summary: `generator ${name} has no files`,
      value: files,
      allowed: "at least one file, or a prompt with `persist: true`",
      remedy: "declare the files that its script writes to $out",
    };
  }
  for (const [file, facts] of Object.entries(files)) {
    if (!FILE_NAME.test(file)) {
      yield {
        code: "vars-file-name-invalid",
        summary: `file of generator ${name} has an invalid name`,
        value: file,
        allowed: "names of letters, digits, '.', '_' and '-', separated by '/'; not `.` and `..`",
        remedy: "rename the file",
      };
    }
    yield* facts.secret === false
      ? publicProblems(`${name}/${file}`, facts)
      : secretProblems(`${name}/${file}`, facts);
  }
}

/** The answer to a hidden prompt would be readable by everyone. */
function* hiddenProblems({ name, files, prompts }: VarsGenerator): Iterable<Finding> {
  for (const [prompt, { type = "line", persist = false }] of Object.entries(prompts)) {
    if (!persist || !type.includes("hidden") || files[prompt]?.secret !== false) continue;
    yield {
      code: "prompt-hidden-in-public-file",
      summary: `answer to a hidden prompt becomes the public file ${name}/${prompt}`,
      value: type,
      allowed: "a secret file; a public file is readable in the repository and the Nix store",
      remedy: "make the file secret, or use the prompt type line",
    };
  }
}

function* publicProblems(file: string, facts: VarsFile): Iterable<Finding> {
  const senseless = SECRET_ONLY.filter((property) => facts[property] !== undefined);
  if (senseless.length === 0) return;
  yield {
    code: "vars-public-file-properties",
    summary: `public file ${file} has properties of a secret`,
    value: senseless,
    allowed: "secret, deploy and neededFor, since the file is in the Nix store",
    remedy: "remove them, or make the file secret",
  };
}

function* secretProblems(file: string, facts: VarsFile): Iterable<Finding> {
  const { mode, neededFor, owner = "root", group = "root" } = facts;
  if (mode !== undefined) yield* secretModeProblems(file, mode);
  if (neededFor === "users" && (owner !== "root" || group !== "root")) {
    yield {
      code: "vars-file-owner-too-early",
      summary: `${file} has neededFor users, but also an owner or group`,
      value: { owner, group },
      allowed: "root as owner and group, since no other account exists yet",
      remedy: "remove owner and group",
    };
  }
}
