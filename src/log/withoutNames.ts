/** What tells where something is or who someone is by its form: addresses of web, mail and network, paths, searches. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s"'<>()]+/gi, '[address]'],
  [/[^\s"'<>(),;:=]+@[^\s"'<>(),;:]+/g, '[address]'],
  // getaddrinfo ENOTFOUND waldur.example.org
  [/\b(E[A-Z_]{4,}) (?=\S*[.:])\S+/g, '$1 [address]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '[address]'],
  [/(\/api\/[^\s?"']*)\?[^\s"']*/g, '$1?[search]'],
  [/(?<!\/api)([\\/](?:home|Users)[\\/]+)[^\\/\s:]+/gi, '$1[user]'],
];

/** A shorter name is a word of other texts, too. */
const shortestName = 3;

/**
 * A text for others to read: each of these names has become what stands for it, and so has what looks like an address.
 * @param names with what stands for each
 */
export function withoutNames(
  text: string,
  names: readonly (readonly [name: string, stand: string])[],
): string {
  const known = names
    .filter(([name]) => name.length >= shortestName)
    // An address before the host in it.
    .toSorted(([one], [other]) => other.length - one.length);
  let result = text;
  for (const [name, stand] of known) {
    const pattern = name.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    const whole = new RegExp(String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`, 'giu');
    result = result.replace(whole, () => stand);
  }
  for (const [form, substitute] of forms) {
    result = result.replace(form, substitute);
  }
  return result;
}
