import { DendriticModule, type Fleet, nix, SopsSecret, type User } from "../../constructs";

/**
 * A token for GitHub, so that GitHub does not limit how often Nix fetches flake inputs. The secret is a
 * line of nix.conf: `access-tokens = github.com=…`.
 *
 * @param owner - whose Nix reads it
 */
export function declareGithubToken(fleet: Fleet, owner: User) {
  const token = new SopsSecret(fleet, "github-token", {
    file: "secrets/github.yaml",
    owner,
    // Nobody can encrypt it for you. Remove this line once the file exists.
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
