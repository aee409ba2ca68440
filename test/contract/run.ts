import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { Command } from 'commander';
import { WaldurClient } from '../../src/waldur/client';
import { trustedCertificates } from '../../src/waldur/http/certificates';
import { resolveProxy } from '../../src/waldur/http/proxy';
import { createUndiciTransport } from '../../src/waldur/http/undiciTransport';
import { type LiveOptions, removeLeftovers, runLive } from './suite/liveRun';

interface CliOptions {
  readonly url: string;
  readonly token?: string;
  readonly organisation?: string;
  readonly user?: string;
  readonly username?: string;
  readonly only?: string;
  readonly faults?: boolean;
  readonly leave?: boolean;
  readonly allowPlainHttp?: boolean;
  readonly removeLeftovers?: boolean;
}

const command = new Command('npm run test:contract --')
  .description(
    'Tries the client on a Waldur server, and puts back what it changes. Without --url it runs the contract ' +
      'tests against the sample server instead, with all arguments given to mocha.\n\n' +
      'Staff: everything happens in organisations of its own, which it makes and deletes.\n\n' +
      'Others: it only reads, unless an organisation is named. What remains in any case is the audit log. Cases of ' +
      'which the server would keep more are skipped without --leave.',
  )
  .requiredOption('--url <url>', 'the server, as https://waldur.example.org/')
  .option(
    '--token <token>',
    'whose caller it is; better in WALDUR_TOKEN, where other processes do not see it',
  )
  .option(
    '--organisation <uuid>',
    'an organisation that may be changed for a moment, for callers who are not staff',
  )
  .option('--user <uuid>', 'a second person, who gets roles and loses them again (and perhaps mail about it)')
  .option('--username <name>', 'tries to sign in too, with this name and the password in WALDUR_PASSWORD')
  .option('--only <text>', 'only operations whose path or client function contains this')
  .option('--faults', 'also tries what makes the server fail (500), which its operators may be told of')
  .option(
    '--leave',
    'also what the server keeps for good: removed projects, and records of roles that were granted and revoked',
  )
  .option('--allow-plain-http', 'also where others can read the token')
  .option('--remove-leftovers', 'only removes what earlier runs left behind when they were killed');

/** Everything after the options' names is theirs to read. */
function liveOptions(given: CliOptions): LiveOptions {
  const token = given.token ?? process.env.WALDUR_TOKEN;
  if (token === undefined || token === '') {
    throw new Error('It takes a token: --token TOKEN, or WALDUR_TOKEN in the environment.');
  }
  const { username } = given;
  const password = process.env.WALDUR_PASSWORD;
  return {
    baseUrl: given.url,
    token,
    transport: () =>
      createUndiciTransport({
        proxy: (target) => resolveProxy(target, {}, process.env),
        certificates: () => trustedCertificates(process.env),
      }),
    organisation: hex(given.organisation),
    person: hex(given.user),
    credentials: username === undefined || password === undefined ? undefined : { username, password },
    faults: given.faults === true,
    leave: given.leave === true,
    allowPlainHttp: given.allowPlainHttp === true,
    only: given.only,
  };
}

const hex = (uuid: string | undefined) => uuid?.replaceAll('-', '').toLowerCase();

async function live(): Promise<number> {
  const given = command.parse().opts<CliOptions>();
  const options = liveOptions(given);
  const print = (text: string) => console.log(text);
  if (given.removeLeftovers !== true) {
    return runLive(options, print);
  }
  const client = new WaldurClient({
    ...options,
    transport: options.transport(),
    token: () => Promise.resolve(options.token),
    userAgent: 'organisations-for-waldur contract tests',
  });
  try {
    return await removeLeftovers(client, print);
  } finally {
    client.dispose();
  }
}

/** The contract tests against the sample server. */
function mocha(args: readonly string[]): Promise<number> {
  const program = path.join(__dirname, '..', '..', 'node_modules', 'mocha', 'bin', 'mocha.js');
  const child = spawn(process.execPath, [program, 'test/contract/**/*.test.ts', ...args], {
    cwd: path.join(__dirname, '..', '..'),
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

const args = process.argv.slice(2);
const isLive = args.some((arg) => /^--(url|help|token|remove-leftovers)(=|$)/.test(arg));
(isLive ? live() : mocha(args)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
