import type { VersionName } from '../test/host/versions';

/** A step of `npm test`. */
export interface Suite {
  readonly name: string;
  /** Arguments of the program `command`. */
  readonly command: string;
  readonly args: readonly string[];
  /** Whether it prints how many tests passed and failed; otherwise it counts as one. */
  readonly counts: boolean;
}

const npmRun = (name: string, script: string, counts: boolean): Suite => ({
  name,
  command: 'npm',
  args: ['run', '--silent', script],
  counts,
});

const tsx = (name: string, counts: boolean, ...args: readonly string[]): Suite => ({
  name,
  command: process.execPath,
  args: ['--require', 'tsx/cjs', ...args],
  counts,
});

/** What needs no VS Code. */
export const plainSuites: readonly Suite[] = [
  npmRun('types', 'check-types', false),
  npmRun('lint', 'lint', false),
  npmRun('unit', 'test:unit', true),
  npmRun('contract', 'test:contract', true),
];

/** What the tests in VS Code need. */
export const preparations: readonly Suite[] = [
  tsx('install', false, 'test/host/install.ts'),
  npmRun('package', 'package', false),
];

/** The end-to-end tests that the floor runs: what depends on the version of VS Code shows there. */
const floorSpecs = ['walk', 'packaged'];

/** What runs in a browser or a VS Code, one after the other, beside `plainSuites`: pages of panels, the extension from its folder, the floor. */
export function vscodeSuites(versions: readonly VersionName[]): readonly Suite[] {
  return [
    tsx('webviews', true, 'test/webviews/runTests.ts'),
    ...versions.map((version) =>
      tsx(`integration ${version}`, true, 'test/integration/runTests.ts', version),
    ),
    ...versions
      .filter((version) => version === 'floor')
      .map((version) => e2e(version, '--spec', floorSpecs.join(','))),
  ];
}

/** What takes as long as all else and has the machine for itself: the packaged extension installed in the newest, in two windows at once. */
export function lastSuites(versions: readonly VersionName[]): readonly Suite[] {
  return versions.filter((version) => version !== 'floor').map((version) => e2e(version, '--jobs', '2'));
}

function e2e(version: VersionName, ...options: readonly string[]): Suite {
  return tsx(`e2e ${version}`, true, 'test/e2e/runTests.ts', version, ...options);
}
