import type { GivenVars } from "./given-vars";
import type { SopsSecret } from "./sops-secret";
import type { VarsGenerator } from "./vars-generator";

/**
 * The files of generators and secrets in the folder of a module or host, by name and without `.nix`. One that
 * has the name of another file there, such as a part of the module, is called `<name>-vars` or `<name>-secret`.
 *
 * @param taken - the other files of the folder
 */
export function givenFileNames(
  { vars, secrets }: GivenVars,
  taken: readonly string[],
): ReadonlyMap<VarsGenerator | SopsSecret, string> {
  // macOS takes names that differ in case only for one file.
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const names = new Map<VarsGenerator | SopsSecret, string>();
  const add = (item: VarsGenerator | SopsSecret, suffix: string): void => {
    const name = used.has(item.name.toLowerCase()) ? `${item.name}-${suffix}` : item.name;
    used.add(name.toLowerCase());
    names.set(item, name);
  };
  for (const generator of vars) add(generator, "vars");
  for (const secret of secrets) add(secret, "secret");
  return names;
}
