import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** `![text](target)` and `[text](target)`. */
const links = /(!?)\[([^\]]*)\]\(([^)\s]+)\)/g;

/**
 * The README for the package, which VS Code shows without the files around it: pictures are in the text, and links to
 * files are their text only.
 */
export function packagedReadme(readme: string, folder: string): string {
  return readme.replace(links, (link, mark: string, text: string, target: string) => {
    if (/^\w+:/.test(target)) {
      return link;
    }
    if (mark === '') {
      return text;
    }
    const picture = readFileSync(path.join(folder, target)).toString('base64');
    return `![${text}](data:image/${path.extname(target).slice(1)};base64,${picture})`;
  });
}
