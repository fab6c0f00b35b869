import { expect, it } from "vitest";
import { Fleet, NixosMachine, type Settings, VarsGenerator } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { random } from "./rows";

/** The codes of all diagnostics of a machine with these settings, and with a generator of this script. */
function codesOf(
  settings: Settings,
  script = 'cat "$prompts/key" > "$out/key"\n',
): readonly string[] {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const files = { key: {} } as const;
  const key = new VarsGenerator(fleet, "key", { files, prompts: { key: {} }, script });
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars: [key], settings });
  return issuesOf(app).map(({ code }) => code);
}

/** A machine's settings with attributes of any name. */
function withAny(attributes: Settings): Settings {
  return { services: { authelia: { instances: { main: { settings: attributes } } } } };
}

it.each<{ readonly settings: Settings }>([
  { settings: withAny({ lifespans: { access_token: "12h" } }) },
  { settings: withAny({ api_key: "os.environ/OPENAI_API_KEY" }) },
  { settings: withAny({ password: "%env(KIMAI_PASSWORD)%" }) },
  { settings: withAny({ apiKey: "!rbw get openrouter-api-key" }) },
  { settings: withAny({ apiKey: "LLAMA_SWAP_API_KEY" }) },
  {
    settings: {
      virtualisation: { vmVariant: { users: { users: { root: { password: "apple" } } } } },
    },
  },
])("accepts $settings", ({ settings }) => {
  expect(codesOf(settings)).toEqual([]);
});

it.each([
  `key="sk-$(cat "$prompts/key")"\nprintf 'LLAMA_SWAP_API_KEY=%s\\n' "$key" > "$out/key"\n`,
  `app_key=$(cat "$prompts/key")\nprintf 'AWS_SECRET_ACCESS_KEY="%s"\\n' $app_key > "$out/key"\n`,
  'wrap --token=file --password=stdin < "$prompts/key" > "$out/key"\n',
])("accepts the script %s", (script) => {
  expect(codesOf({}, script)).toEqual([]);
});

it("reports each secret of a script, even after a likely one", () => {
  const jwt = `eyJ${random(20)}.eyJ${random(40)}.${random(43)}`;
  const script = `curl -H "X-Auth: ${jwt}" https://me:hunter2@example.org > "$out/key"\n`;
  expect([...codesOf({}, script)].sort()).toEqual(["secret-in-clear", "secret-likely"]);
});
