import { installBrowser } from './installBrowser';
import { installVscodeServer } from './installVscodeServer';
import { versionNamed, versionNames } from './versions';

/** Installs a browser and the versions of VS Code named as arguments, or all. */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  await installBrowser();
  for (const name of names.length > 0 ? names : versionNames) {
    await installVscodeServer(versionNamed(name));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
