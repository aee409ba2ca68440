/** Good enough to tell an e-mail address from a name; the server has the last word. */
export function isEmail(text: string): boolean {
  return /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]+$/.test(text);
}

/** The addresses of a list as mail programs write it: `Ann <ann@example.org>, bob@example.org` gives two. */
export function addressesOf(text: string): readonly string[] {
  const bare = text.replace(/"[^"]*"/g, ' ').replace(/[^,;<>\n]*<([^<>]*)>/g, ' $1 ');
  return bare.split(/[\s,;]+/).filter((part) => part !== '');
}
