import { Fleet, type FleetApp } from "../../constructs";
import { type Repository, setRepository } from "../../constructs/repository";
import { type OneFleet, testApp } from "./fleets";

/** A repository of some files, by their paths. */
export function repositoryOf(files: Readonly<Record<string, string>>): Repository {
  return {
    has: (path) => path in files,
    textOf: (path) => files[path],
    ownNixFiles: (folder) =>
      Object.keys(files).filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".nix")),
  };
}

/** A fleet in a repository with some files; `declare` adds the elements under test. */
export function fleetIn(
  files: Readonly<Record<string, string>>,
  declare: (fleet: Fleet, app: FleetApp) => void,
): OneFleet {
  const app = testApp();
  setRepository(app, repositoryOf(files));
  const fleet = new Fleet(app, "infra");
  declare(fleet, app);
  return { app, fleet };
}
