import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A lock not touched for this long belonged to an installation that was interrupted. */
const staleAfterMs = 30_000;
const touchEveryMs = 5_000;

/**
 * Makes `folder` by `build`, unless it is there. `build` fills a temporary folder that takes its final name only when
 * complete, so an interrupted installation leaves nothing half done, and of two at once one waits for the other.
 */
export async function installOnce(
  folder: string,
  build: (temporary: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) {
    return;
  }
  await mkdir(path.dirname(folder), { recursive: true });
  const release = await takeLock(`${folder}.lock`);
  try {
    if (existsSync(folder)) {
      return;
    }
    await removeLeftovers(folder);
    const temporary = `${folder}.${process.pid}.tmp`;
    await mkdir(temporary);
    await build(temporary);
    await rename(temporary, folder);
  } finally {
    await release();
  }
}

async function takeLock(file: string): Promise<() => Promise<void>> {
  let told = false;
  for (;;) {
    try {
      await writeFile(file, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) {
        throw error;
      }
    }
    const age = await ageOf(file);
    if (age > staleAfterMs) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) {
      console.log('  waiting for another installation to finish …');
      told = true;
    }
    await wait(500);
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, touchEveryMs);
  return async () => {
    clearInterval(touching);
    await rm(file, { force: true });
  };
}

/** Milliseconds since the file was touched; 0 when it has just gone. */
async function ageOf(file: string): Promise<number> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (error) {
    if (isCode(error, 'ENOENT')) {
      return 0;
    }
    throw error;
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  const leftovers = (await readdir(parent)).filter(
    (name) => name.startsWith(`${path.basename(folder)}.`) && name.endsWith('.tmp'),
  );
  await Promise.all(leftovers.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
