import { describe, expect, it } from "vitest";
import { nix } from "../../../constructs";
import { secretFindings, secretInText, secretsIn, shorten } from "../../../constructs/secrets";
import { armored, CURVE25519, random } from "./rows";

const GITHUB = `ghp_${random(36)}`;
const HCLOUD = random(64);

/** The places at which secrets are found, as dotted names. */
function placesIn(value: unknown, place?: readonly string[]): readonly string[] {
  return [...secretsIn(value, place)].map(({ at }) => at.join("."));
}

describe("secrets in a value", () => {
  it.each([
    ["with a priority", { password: nix.apply("lib.mkForce", "swordfish") }],
    [
      "on a condition",
      nix.apply("lib.mkIf", nix.ref("a"), { password: nix.apply("mkOverride", 10, "swordfish") }),
    ],
    ["as the fallback of an attribute", { password: nix.selectOr("config", ["x"], "swordfish") }],
    ["as an attribute in order", nix.set(nix.entry("password", "swordfish"))],
    ["under a name in a text", nix.set(nix.entry(nix.interpolate`password`, "swordfish"))],
    ["as a template", { password: nix.comment("Why?", nix.interpolate`sword${"fish"}`) }],
    ["in one of two cases", { password: nix.if(nix.ref("a"), nix.ref("b"), "swordfish") }],
    ["as a variable", nix.let(nix.entry("password", "swordfish"), nix.ref("password"))],
    ["in a set without a prototype", Object.assign(Object.create(null), { password: "swordfish" })],
  ])("are found %s", (_, value) => {
    expect(placesIn(value, ["services", "x"])).toEqual(["services.x.password"]);
  });

  it.each([
    ["an argument of a function", { password: nix.apply("builtins.readFile", "/run/x") }],
    ["a text with an expression in it", { token: nix.interpolate`${nix.ref("config.x")}-1` }],
    ["an expression", { secret: nix.ref("config.sops.placeholder", "x") }],
    ["the source of an expression", { passphrase: nix.raw('config.vars."x".value') }],
  ])("are not %s", (_, value) => {
    expect(placesIn(value)).toEqual([]);
  });

  it("are found in the source of an expression and a template", () => {
    const value = {
      a: nix.raw(`f "${GITHUB}"`),
      b: nix.interpolate`${nix.ref("pkgs.hcloud")}/bin/hcloud --token "${HCLOUD}"`,
    };
    expect([...secretsIn(value)].map(({ kind, secret }) => [kind, secret])).toEqual([
      ["a GitHub token", GITHUB],
      ["a Hetzner API token", HCLOUD],
    ]);
  });

  it("are found in a Terraform output with an object or a list", () => {
    const value = { admin: { password: "hunter2", user: "ada" }, all: [{ token: "swordfish" }] };
    expect(placesIn({ output: { access: { value } } })).toEqual([
      "output.access.value.admin.password",
      "output.access.value.all.0.token",
    ]);
  });

  it("are recognized by the place of the whole value", () => {
    expect(placesIn("swordfish", ["services", "x", "token"])).toEqual(["services.x.token"]);
    expect(placesIn({ password: "apple" }, ["vmVariant", "users", "users", "root"])).toEqual([]);
  });

  it("are all found, and each is reported once", () => {
    const text = `A=${GITHUB}\nB=${GITHUB}\nPrivateKey = ${CURVE25519}\n${armored("PRIVATE KEY")}\n`;
    const found = [...secretsIn({ text })].map(({ kind, secret }) => [kind, secret]);
    expect(found).toEqual([
      ["a private key", armored("PRIVATE KEY")],
      ["a GitHub token", GITHUB],
      ["a WireGuard private key", CURVE25519],
    ]);
  });

  it("are described by the format of a token, not by the name of the option", () => {
    const [found, ...others] = secretsIn({ services: { x: { password: GITHUB } } });
    expect(found).toMatchObject({ kind: "a GitHub token", certainty: "certain" });
    expect(others).toEqual([]);
  });
});

describe("a text", () => {
  it("gives the first certain secret, not a likely one", () => {
    expect(secretInText(`password = "hunter2";\n${HCLOUD}\n`)).toBeUndefined();
    expect(secretInText(`password = "hunter2";\n  token = "${HCLOUD}";\n`)).toEqual({
      kind: "a Hetzner API token",
      certainty: "certain",
      secret: HCLOUD,
    });
  });

  it("of Nix gives the WireGuard private key of an option, not the public key of its peer", () => {
    expect(secretInText(`  privateKey = "${CURVE25519}";\n`)?.secret).toBe(CURVE25519);
    expect(secretInText(`  publicKey = "${CURVE25519}";\n`)).toBeUndefined();
  });

  it("gives the whole private key, even if it is deeply indented", () => {
    const key = armored("OPENSSH PRIVATE KEY", `\n${" ".repeat(24)}`);
    expect(secretInText(`  text = ''\n${" ".repeat(24)}${key}\n  '';\n`)?.secret).toBe(key);
  });

  it("gives secrets after a certificate", () => {
    const text = `${armored("CERTIFICATE", "\r\n")}\r\n${GITHUB}`;
    expect(secretInText(text)?.secret).toBe(GITHUB);
  });
});

describe("a megabyte", () => {
  // A pattern that tries all divisions of such a text would not terminate.
  const pieces = [
    ...[
      "a",
      "1",
      "-",
      " ",
      "/",
      "a.",
      "1h",
      "1 h ",
      "a@a.",
      "_a",
      "A_",
      "dummy_",
      "{{",
      "://a:",
      "a=",
    ],
    ...[
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN A-----\n",
      "password=",
      'password="',
      "password: \n",
    ],
    ...["--token ", "ghs_1_", "eyJaaaaaaaaaaaaa.eyJ", "xoxb-", "glpat-", `${random(63)} `, ":0:"],
  ];

  it.each(pieces)(
    "of %j contains no certain secret, nor do its first 4,000 characters",
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const value = { password: text, token: text.slice(0, 4000), key: `${text.slice(0, 4000)}!` };
      const certain = [...secretsIn(value)].filter(({ certainty }) => certainty === "certain");
      expect(certain).toEqual([]);
    },
  );
});

describe("the finding of a secret", () => {
  it("is an error for a certain one, a warning for a likely one, and shows at most a quarter of it", () => {
    const settings = { services: { x: { token: "swordfish", note: GITHUB } } };
    const findings = [...secretFindings(settings, ["settings"])].map(({ finding }) => finding);
    expect(findings.map(({ code, severity, value }) => ({ code, severity, value }))).toEqual([
      { code: "secret-likely", severity: "warning", value: "sw… (9 characters)" },
      { code: "secret-in-clear", severity: undefined, value: "ghp_… (40 characters)" },
    ]);
    expect(shorten("hunter2")).toBe("h… (7 characters)");
  });
});
