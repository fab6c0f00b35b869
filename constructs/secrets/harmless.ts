import type { SecretName } from "./names";

/** Values that a program computes or substitutes at run time. */
const COMPUTED: readonly RegExp[] = [
  /\$\{|\$\(|^`.*`$/, // Nix, Terraform, Compose, shell
  /^\/?\$(?:[A-Z_][A-Z0-9_]*|[a-z_]+)(?:\/|$)/, // names of variables are all upper case or all lower case
  /^%[-+\d.]*[dqsx]|^%\w+%$|%(?:env|file)?\([\w:]+\)|^%\{.*\}%?$/, // printf, Windows, Symfony, Stalwart
  /\$__\w+\{/, // Grafana
  /\{\{.*\}\}|<%.*%>|\[\[.*\]\]/, // mustache, Jinja, Go, ERB
  /^\{(?:(?:env|file)[.:][\w./~-]+|\$?[A-Z_]\w*)\}$/, // Caddy, Frigate, opencode
  /^@[A-Za-z_][\w.-]*@$|^__[A-Z][A-Z0-9_]*__$|^#\w+#$/, // placeholders that are substituted before the program starts
  /^(?:\w+\.)*\w+\(.*\)$|^(?:process\.)?ENV(?:\[.*\]|\.\w+)$|^\$env:\w+$|^#\{.*\}$/i, // a call, Ruby, PowerShell
  /^\^.*\$$/, // a regular expression
  /^ENC\[|^\$ANSIBLE_VAULT|^vault:v\d:/, // encrypted
];

/** References to the place of a secret. */
const ELSEWHERE: readonly RegExp[] = [
  /^(?:[a-z]+:|[@<])?(?:\/\/)?(?:~|%[a-zA-Z]|\.{1,2}|\/(?:boot|dev|etc|home|media|mnt|nix|opt|persist|private|proc|root|run|secrets?|srv|sys|tmp|usr|var|Library|System|Users|Volumes))\//,
  /^[\w./-]+\.(?:age|asc|cfg|conf|crt|env|gpg|ini|json|key|pem|pub|sock|sops|toml|txt|ya?ml)$/i,
  /^[a-z][a-z_.-]*(?:\/[a-z][a-z0-9_.-]*)+$/, // a key of a store: kv/app/db
  /^[a-z][a-z0-9+.-]*:\/\/\S*$/i, // op://, vault://, or the address of a service
  /^(?:ext|env|vault|sops|ssm|keyring|keychain|credential|age|secret|secretref|rbw|pass|gopass):\S+$/,
  /^os\.environ\/|^(?:cmd|command|exec|shell):(?=\S).+$/,
  /^![a-z][\w-]* \S|^![a-z]+(?:[-_][a-z]+)+$|^!!\w+\//i, // a command, or a tag of YAML
  /^id_(?:ed25519|ecdsa|rsa)(?:_sk)?$/, // the file of a key
];

/** Values that are public, whatever their name. */
const PUBLIC: readonly RegExp[] = [
  /^(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\S+|sk-(?:ssh|ecdsa)-\S+) |^age1[a-z0-9]{50,}$/,
  /^-----BEGIN (?:CERTIFICATE|(?:RSA )?PUBLIC KEY|PGP PUBLIC)/,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, // uuid
  /^(?:md5|sha\d+)[-:]/i, // digests
  /^\d+(?:\.\d+){3}(?:\/\d+)?$|^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i, // addresses, and tokens of IPv6
  /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i, // MAC address
  /^(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[A-Z][\w+/-]+$/,
  /^(?:read|write|admin|delete|manage|public|repo|user|workflow):[a-z_*]+(?::[a-z_*]+)*$/, // scope of a token
  /^[^\s@]{2,}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/i, // e-mail
];

/** Password hashes: crypt(3), PHC, htpasswd, LDAP, Django, Werkzeug, PostgreSQL; and `!`, which means no password. */
const PASSWORD_HASH: readonly RegExp[] = [
  /^(?:[\w.@-]+:)?(?:\{[A-Z0-9.-]+\})?\$(?:1|2[abxy]?|5|6|7|g?y|sha1|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*)\$/,
  /^\{(?:S?SHA\d*|CRYPT|S?MD5|ARGON2|PBKDF2[\w-]*)\}|^(?:pbkdf2|scrypt)[:_]|^SCRAM-SHA-|^md5[0-9a-f]{32}$/,
  /^[!*]+$/,
];

const UNIT =
  "(?:[nuµm]?s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|y|years?|%|[kgt](?:i?b)?|mi?b|b|bytes?)";
/** A number, with or without units such as `1h30m` and `64 KiB`, or a duration such as `P1DT12H`. */
const QUANTITY = new RegExp(
  `^-?\\d+(?:\\.\\d+)?$|^(?:\\d+ ?${UNIT}[ ,]{1,2}|\\d+${UNIT}(?=\\d))*\\d+(?:\\.\\d+)? ?${UNIT}$|^p(?:\\d+[ymwd])*(?:t(?:\\d+[hms])+)?$`,
  "i",
);
/** Minimum length of digits that are considered a secret, not a quantity. */
const DIGITS_OF_SECRET = { password: 6, token: 16 };

/** Minimum length of a token. */
const SHORTEST_TOKEN = 4;

/** Words that select the source of a secret, or disable it. */
const CHOICE =
  /^(?:true|false|yes|no|on|off|(?:en|dis)abled?|none|null|nil|undefined|unset|empty|auto|always|never|required|optional|prompt|ask|stdin|file|env|environment|keyring|keychain|local|string|bearer|basic|anonymous|ollama|lm[-_]studio|anything)$/i;

/** Placeholders for secrets in examples, or for programs that require a value. */
const PLACEHOLDER: readonly RegExp[] = [
  /^(?:[*.…x-]+|<.*>|\[.*\]|n\/a|tbd|todo|fixme|redacted|unused|ignored)$|x{6}/i,
  /^(?:TOKEN|SECRET|PASSWORD|PASS|KEY|APIKEY)$/,
  /^(?:sk-)?x{3,}$|^(?:see|from|in|via)[-_ ](?:env|environment|sops|vault|file|keyring|agenix|clan|secrets?)$/i,
  /^(?:sk-)?(?:dummy|fake|placeholder|example|sample)(?:[-_][\w-]*)?$/i,
  /^(?:sk-)?(?:not?|none)[-_ ](?:used|needed|required|set|key|token|secret|password)(?:[-_ ][\w -]*)?$/i,
  /(?:change|replace)[-_ ]?(?:me|this|it|with)|[-_ ](?:here|placeholder)$/i,
  /^(?:your|insert|enter|put|paste)(?:[-_ ]|\w*(?:key|token|secret|password)$)/i,
];

const NAME_OF_VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const WORD = /^[a-z]+\d{0,3}[a-z]{0,2}$/i;
const WORD_OF_SECRETS =
  /^(?:pass|pw|passw(?:or)?ds?|passwd|passphrase|tokens?|secrets?|keys?|api_?keys?|psk|creds?|credentials?|auth|pat|cert|privkey|keyring)$/i;

const NOT_PLAIN = [...COMPUTED, ...ELSEWHERE, ...PUBLIC, ...PASSWORD_HASH];

/** Longer texts are not recognized as secrets by their name. */
const LONGEST = 4096;

/** Whether a text under the name of a secret is probably the secret itself. */
export function isSecretItself(text: string, name: SecretName): boolean {
  const [scheme = ""] = text.trim().match(/^(?:bearer|basic|token) +(?=\S)/i) ?? [];
  const value = text.trim().slice(scheme.length);
  if (!isPlain(value) || isPlaceholder(value) || isNameOfSecret(value)) return false;
  if (name === "key" && scheme === "") return isRandom(value);
  const kind = name === "password" ? "password" : "token";
  if (/^\d+$/.test(value)) return value.length >= DIGITS_OF_SECRET[kind];
  if (kind === "token" && value.length < SHORTEST_TOKEN) return false;
  return !QUANTITY.test(value) && !(kind === "token" ? /\s/.test(value) : isSentence(value));
}

/** Whether a text is a literal value: not computed, not a reference, not public and not a hash. */
export function isPlain(value: string): boolean {
  if (value === "" || value.length > LONGEST || /[\r\n]/.test(value)) return false;
  const unescaped = value.replaceAll("$${", "");
  return !NOT_PLAIN.some((form) => form.test(unescaped));
}

/** Whether a text is a placeholder for a secret. */
export function isPlaceholder(value: string): boolean {
  return CHOICE.test(value) || PLACEHOLDER.some((form) => form.test(value));
}

/** `LLAMA_SWAP_API_KEY`, `n8n-hooks-token`, `secrets.grafanaPassword`, `!nfty-pass`. */
function isNameOfSecret(value: string): boolean {
  if (NAME_OF_VARIABLE.test(value)) return true;
  const words = value
    .replace(/^!/, "")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .split(/[-_./:@]/);
  return (
    words.length > 1 &&
    words.every((word) => WORD.test(word)) &&
    words.some((word) => WORD_OF_SECRETS.test(word))
  );
}

/** A command, or a label such as `Enter your password`. Passphrases contain neither options nor such words. */
function isSentence(value: string): boolean {
  const words = value.split(/\s+/);
  return (
    words.length > 1 && words.some((word) => /^[-/]|:\/\//.test(word) || WORD_OF_SECRETS.test(word))
  );
}

/** Whether a text looks random: mixed kinds of characters, with high entropy. */
function isRandom(value: string): boolean {
  const isMixed = /^[\w+/=.~-]{24,}$/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
  const isCurve25519 = /^[A-Za-z0-9+/]{43}=$/.test(value); // Could also be a public key.
  return isMixed && !isCurve25519 && (value.match(/\d/g) ?? []).length > 2 && entropy(value) > 3.5;
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / text.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
