import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { installRoot } from './projectPaths';
import type { HostVersion } from './versions';

const downloadTimeoutMs = 20_000;

/**
 * Desktop VS Code of this version, downloaded if need be.
 * @returns path of its executable; undefined where there is no display or the download cannot be reached
 */
export async function desktopVscode(version: HostVersion): Promise<string | undefined> {
  if (!hasDisplay()) {
    return undefined;
  }
  console.log(`Looking for desktop VS Code ${version.vscode}`);
  try {
    return await downloadAndUnzipVSCode({
      version: version.vscode,
      cachePath: installRoot,
      timeout: downloadTimeoutMs,
    });
  } catch (error) {
    console.log(
      `Desktop VS Code ${version.vscode} could not be downloaded (${error instanceof Error ? error.message : String(error)}); VS Code in a browser takes its place.`,
    );
    return undefined;
  }
}

/** Whether a window can be opened. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}
