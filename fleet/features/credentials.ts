import { DendriticModule, type Fleet, nix, SopsSecret, type User } from "../../constructs";

/**
 * A token for GitHub, so that Nix fetches flake inputs without GitHub's limit for strangers. The secret is
 * a line of nix.conf: `access-tokens = github.com=…`.
 *
 * @param owner - whose Nix reads it
 */
export function declareGithubToken(fleet: Fleet, owner: User) {
  const token = new SopsSecret(fleet, "github-token", { file: "secrets/github.yaml", owner });
  return new DendriticModule(fleet, "github", {
    secrets: [token],
    parts: {
      "access-token": {
        darwin: { nix: { extraOptions: nix.interpolate`!include ${token.path}` } },
      },
    },
  });
}
