import type { SecretInText } from "./found-secret";
import { isSecretItself } from "./harmless";
import { LIKELY_KINDS, secretName } from "./names";

const QUOTED = `"[^"\\n]{0,400}"|'[^'\\n]{0,400}'`;
const BARE = `[^\\s"'\`;|&<>(),]{1,400}`;
/** After a space, an unquoted word can also be a variable or the next word of a sentence. */
const AFTER_BLANK = `${QUOTED}|(?=\\S{0,400}\\d)${BARE}`;

const ASSIGNMENTS: readonly RegExp[] = [
  // PASSWORD=hunter2, --password=hunter2
  new RegExp(`(?<![\\w$.%{@-])-{0,2}([A-Za-z_][\\w.-]{0,63})=(${QUOTED}|${BARE})`, "g"),
  // --password hunter2
  new RegExp(`(?<!\\S)--([A-Za-z][\\w-]{0,63})[ \\t]{1,20}(${AFTER_BLANK})`, "g"),
  // password = hunter2, "password": "hunter2"
  new RegExp(
    `^[ \\t]{0,80}(?:- |export |set )?["']?([A-Za-z_][\\w.-]{0,63})["']?[ \\t]{0,80}[=:][ \\t]{1,80}(${AFTER_BLANK})[,;]?[ \\t]{0,80}$`,
    "gm",
  ),
  // {"user": "me", "password": "hunter2"}
  /"([A-Za-z_][\w.-]{0,63})"\s{0,8}:\s{0,8}("[^"\n]{0,400}")/g,
  // CREATE ROLE me PASSWORD 'hunter2'
  /\b(PASSWORD|password)[ \t]{1,8}('[^'\n]{0,400}')/g,
  // machine example.org login me password hunter2
  /\blogin[ \t]{1,8}\S{1,200}\s{1,8}(password)[ \t]{1,8}(\S{1,400})/g,
];

/** Words in the names of secrets. A quick test, because most texts contain none of them. */
const WORTHWHILE = /pass|token|secret|key|psk|pwd|authorization/i;

/** Minimum length of a password in a text that causes a warning. */
const SHORTEST = 5;

/** Plain values assigned to names of secrets in a text, such as a script or a configuration file. */
export function* assignedSecretsIn(text: string): Iterable<SecretInText> {
  if (!WORTHWHILE.test(text)) return;
  for (const pattern of ASSIGNMENTS) {
    for (const [, name = "", value = ""] of text.matchAll(pattern)) {
      const secret = value.replace(/^(["'])(.*)\1$/, "$2");
      const kind = secretName(name);
      if (kind === undefined || kind === "key" || secret === name) continue;
      if (secret.length < SHORTEST || /[$`\\]/.test(secret)) continue;
      if (!isSecretItself(secret, kind)) continue;
      yield { kind: LIKELY_KINDS[kind], certainty: "likely", secret };
    }
  }
}
