// Runs desktop VS Code until its window is closed, and closes the window when this is stopped. The window belongs to a
// process that the `code` command leaves behind, whose id VS Code keeps in the lock file of its data.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [lock, executable, ...args] = process.argv.slice(2);
const code = spawn(executable, args, { stdio: 'ignore', shell: process.platform === 'win32' });
code.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
// The command gets the signals too, and may end first.
code.once('exit', (_status, signal) => {
  if (signal !== null) {
    closeWindow();
  }
  process.exit(0);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    closeWindow();
    code.kill();
  });
}

function closeWindow() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 'SIGTERM');
  } catch {
    // It has not opened yet, or is closed already.
  }
}
