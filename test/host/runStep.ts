import { spawn } from 'node:child_process';

export interface StepOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Says that work goes on, every so often, so that a long step never looks stuck. */
const heartbeatSeconds = 15;
const lastLines = 40;

/**
 * Runs a program as one visible step: a line when it starts, one every 15 seconds, one when it is done.
 * Its output is shown only when it fails.
 * @throws Error with the last lines of the output when it fails or cannot be started
 */
export async function runStep(
  title: string,
  command: string,
  args: readonly string[],
  options: StepOptions = {},
): Promise<void> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log(`  ${title} …`);
  const heartbeat = setInterval(() => {
    console.log(`  ${title}: ${seconds()} s so far`);
  }, heartbeatSeconds * 1000);
  const output: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(command, args, {
        ...options,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      });
      const keep = (data: Buffer) => output.push(data.toString());
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.on('error', reject);
      child.on('close', (code, signal) => {
        if (code === 0) {
          resolve();
        } else {
          reject(new Error(`'${command} ${args.join(' ')}' ended with ${code ?? signal ?? 'no code'}.`));
        }
      });
    });
  } catch (error) {
    const tail = output.join('').trimEnd().split('\n').slice(-lastLines).join('\n');
    throw new Error(`${title} failed: ${error instanceof Error ? error.message : String(error)}\n${tail}`, {
      cause: error,
    });
  } finally {
    clearInterval(heartbeat);
  }
  console.log(`  ${title}: done in ${seconds()} s`);
}
