// Runs a program, and ends it with all that it started in this process group when whoever runs this ends, however that
// ends: the channel between the two closes then.
import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers';

const graceMs = 10_000;

// The whole group gets them, and this process ends with the program.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => undefined);
}
const [command, ...args] = process.argv.slice(2);
const program = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
program.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
program.once('exit', (code) => {
  // What it leaves behind ends as well.
  signalGroup('SIGTERM');
  process.exit(code ?? 1);
});
process.once('disconnect', () => {
  signalGroup('SIGTERM');
  setTimeout(() => signalGroup('SIGKILL'), graceMs);
});

function signalGroup(signal) {
  if (process.platform === 'win32') {
    program.kill(signal);
  } else {
    process.kill(-process.pid, signal);
  }
}
