/** Whether a text matches a pattern of sshd: `*` matches any characters, `?` one. */
export function matchesPattern(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`).test(text);
}

/** Whether a text matches a list such as `ada,b*,!bob`. A match of a pattern with `!` excludes the text. */
export function matchesPatternList(text: string, list: string): boolean {
  const patterns = list.split(",");
  const isExcluded = patterns.some(
    (pattern) => pattern.startsWith("!") && matchesPattern(text, pattern.slice(1)),
  );
  return !isExcluded && patterns.some((pattern) => matchesPattern(text, pattern));
}

/**
 * Whether sshd may match a user with an element of `AllowUsers`: `ada` or `ada@203.0.113.*`. The user has no `!`, unlike
 * the host.
 */
export function mayMatchUser(user: string, element: string): boolean {
  const [name, host] = userAndHost(element);
  const isNever = host?.split(",").every((pattern) => pattern.startsWith("!")) ?? false;
  return matchesPattern(user, name) && !isNever;
}

/** Whether sshd matches a user from every address with an element of `DenyUsers`. */
export function alwaysMatchesUser(user: string, element: string): boolean {
  const [name, host = "*"] = userAndHost(element);
  return matchesPattern(user, name) && host === "*";
}

function userAndHost(element: string): readonly [user: string, host?: string] {
  const at = element.lastIndexOf("@");
  return at === -1 ? [element] : [element.slice(0, at), element.slice(at + 1)];
}
