import { DendriticModule, type Fleet, nix, SopsSecret, type User } from "../../constructs";

/**
 * A GitHub token, so that GitHub's rate limit does not apply when Nix fetches flake inputs. The secret is a line of
 * nix.conf: `access-tokens = github.com=…`.
 *
 * @param owner - the user whose Nix reads it
 */
export function declareGithubToken(fleet: Fleet, owner: User) {
  const token = new SopsSecret(fleet, "github-token", {
    file: "secrets/github.yaml",
    owner,
    // Only you can encrypt the file. Remove this line when the file exists.
    optional: true,
  });
  return new DendriticModule(fleet, "github", {
    secrets: [token],
    parts: {
      "access-token": {
        darwin: { nix: { extraOptions: nix.interpolate`!include ${token.path}` } },
      },
    },
  });
}
