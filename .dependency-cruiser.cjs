// Holds the imports of src/ to architecture.json. CONTRIBUTING.md says what each folder holds.
const { readdirSync } = require('node:fs');
const { mayImport, plainNode } = require('./architecture.json');

const folders = Object.keys(mayImport);
for (const { name } of readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  if (!folders.includes(name)) {
    throw new Error(`Say in architecture.json what src/${name}/ may import.`);
  }
}
/** Of a folder, or of one file in it: `panels/protocol`. */
const oneOf = (names) => `^src/(${names.join('|')})[/.]`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...folders.map((folder) => ({
      name: `${folder}-imports`,
      comment: 'Dependencies point one way; see architecture.json.',
      severity: 'error',
      from: { path: oneOf([folder]) },
      to: { path: '^src/', pathNot: oneOf([folder, ...mayImport[folder]]) },
    })),
    {
      name: 'plain-node',
      comment: 'This folder must be usable from plain Node.',
      severity: 'error',
      from: { path: oneOf(plainNode) },
      to: { path: '^(vscode|node_modules/@types/vscode)' },
    },
    {
      name: 'no-circles',
      comment: 'Files that need one another are hard to read, to test and to load later.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A type is a dependency, too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.d.ts', '.js', '.mjs', '.json'] },
  },
};
