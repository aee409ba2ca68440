/** The oldest VS Code that the manifest allows, and the newest there is. */
export type VersionName = 'floor' | 'newest';

export interface HostVersion {
  readonly name: VersionName;
  /** Version of VS Code, as `@vscode/test-electron` knows it. */
  readonly vscode: string;
  /** Major version of the Node that this VS Code's server runs on. */
  readonly node: 22 | 24;
  /** Native modules that the server loads at start; they are compiled at installation. */
  readonly natives: readonly string[];
}

export const versions: Readonly<Record<VersionName, HostVersion>> = {
  floor: { name: 'floor', vscode: '1.103.2', node: 22, natives: ['@vscode/spdlog', 'native-watchdog'] },
  newest: {
    name: 'newest',
    vscode: '1.139.1',
    node: 24,
    natives: ['@vscode/spdlog', '@vscode/native-watchdog'],
  },
};

export const versionNames = ['floor', 'newest'] as const satisfies readonly VersionName[];

/** Reads `floor` or `newest`, the default. @throws for anything else */
export function versionNamed(name: string | undefined): HostVersion {
  switch (name) {
    case 'floor':
    case 'newest':
      return versions[name];
    case undefined:
    case '':
      return versions.newest;
    default:
      throw new Error(
        `There is no VS Code version '${name}': say floor (${versions.floor.vscode}) or newest (${versions.newest.vscode}).`,
      );
  }
}
