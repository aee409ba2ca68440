/** A picture by itself, and `[text](target)`. */
const pictures = /^ *!\[[^\]]*\]\((?!\w+:)[^)\s]+\)\n\n/gm;
const links = /\[([^\]]*)\]\((?!\w+:)[^)\s]+\)/g;

/**
 * The README for the package. VS Code shows it without the files around it, and of pictures only those on the web:
 * pictures of ours are left out, and of links to files the text stays.
 */
export function packagedReadme(readme: string): string {
  return readme.replace(pictures, '').replace(links, '$1');
}
