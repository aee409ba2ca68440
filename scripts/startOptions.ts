import { parseArgs } from 'node:util';
import { personas, type Persona } from '../src/sample/personas';
import { isInstalled } from '../test/host/installVscodeServer';
import { versionNamed, versions, type HostVersion } from '../test/host/versions';

export interface StartOptions {
  readonly browser: boolean;
  readonly port: number;
  readonly persona: Persona;
  readonly scale: number | undefined;
  readonly version: HostVersion;
}

export const startHelp = `npm start [-- OPTIONS]

Starts a sample Waldur server and a VS Code with the extension loaded, signed in to it.
  --browser           VS Code in the browser, also where desktop VS Code could run
  --port NUMBER       port of VS Code in the browser (8417); the sample server takes the next one
  --persona NAME      as whom to sign in: ${[...new Set(personas.map(({ kind }) => kind))].join(', ')} (staff)
  --scale NUMBER      how many organisations the sample server has, for example 10000
  --version NAME      VS Code to run: floor (${versions.floor.vscode}) or newest (${versions.newest.vscode})`;

/** Reads the command line. Undefined when only help was asked for. @throws Error for what it does not know */
export function readStartOptions(args: readonly string[]): StartOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'boolean', default: false },
      port: { type: 'string', default: '8417' },
      persona: { type: 'string', default: 'staff' },
      scale: { type: 'string' },
      version: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  const persona = personas.find(
    ({ kind, username }) => kind === values.persona || username === values.persona,
  );
  if (persona === undefined) {
    throw new Error(`There is no persona '${values.persona}'.\n\n${startHelp}`);
  }
  return {
    browser: values.browser,
    port: wholeNumber('--port', values.port),
    persona,
    scale: values.scale === undefined ? undefined : wholeNumber('--scale', values.scale),
    version: values.version === undefined ? preferredVersion() : versionNamed(values.version),
  };
}

/** The newest; the floor only where that one is installed already and the newest is not. */
function preferredVersion(): HostVersion {
  return !isInstalled(versions.newest) && isInstalled(versions.floor) ? versions.floor : versions.newest;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new Error(`${name} must be a whole number.`);
  }
  return Number(text);
}
