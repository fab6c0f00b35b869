import { DendriticModule, type Fleet } from "../../constructs";

/** Development: git and jj, and editors. */
export function declareDev(fleet: Fleet) {
  return new DendriticModule(fleet, "dev", {
    parts: {
      git: {
        homeManager: {
          programs: {
            git: {
              enable: true,
              ignores: [".DS_Store", ".direnv"],
              settings: {
                init: { defaultBranch: "main" },
                merge: { conflictStyle: "zdiff3" },
                pull: { rebase: true },
                push: { autoSetupRemote: true },
              },
            },
          },
        },
      },
      jj: {
        homeManager: {
          programs: {
            jujutsu: {
              enable: true,
              settings: { ui: { "default-command": "log", "diff-editor": ":builtin" } },
            },
          },
        },
      },
      editors: {
        homeManager: {
          programs: {
            helix: {
              enable: true,
              defaultEditor: true,
              settings: { editor: { bufferline: "multiple", "line-number": "relative" } },
            },
            "zed-editor": { enable: true },
          },
        },
      },
    },
  });
}
