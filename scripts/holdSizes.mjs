import { Buffer } from 'node:buffer';

/** Largest sizes in KB, minified: of all of the host's code, and of what is apart from it. */
const budget = { host: 400, 'undici.js': 250, 'sample.js': 300 };

/**
 * Prints how large the bundles are and refuses what is larger than CONTRIBUTING.md promises.
 * @param {readonly string[]} apart files that do not count as the host's code
 * @returns {import('rolldown').Plugin}
 */
export function holdSizes(apart) {
  return {
    name: 'hold-sizes',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const measured = {
        host: chunks.filter(({ fileName }) => !apart.includes(fileName)),
        ...Object.fromEntries(chunks.map((chunk) => [chunk.fileName, [chunk]])),
      };
      for (const [name, most] of Object.entries(budget)) {
        const size = measured[name].reduce((sum, { code }) => sum + Buffer.byteLength(code), 0) / 1024;
        console.log(`${name}: ${size.toFixed(0)} KB of ${most} KB`);
        if (size > most) {
          this.error([`${name} is larger than its budget.`, ...largest(measured[name])].join('\n'));
        }
      }
    },
  };
}

function largest(chunks) {
  return chunks
    .flatMap(({ modules }) => Object.entries(modules))
    .toSorted(([, a], [, b]) => b.renderedLength - a.renderedLength)
    .slice(0, 15)
    .map(([id, { renderedLength }]) => `  ${(renderedLength / 1024).toFixed(1)} KB ${id}`);
}
