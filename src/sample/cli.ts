import { Command, InvalidArgumentError, Option } from 'commander';
import { Control } from './control';
import { personaLabels } from './personaLabels';
import { passwordOf, personas } from './personas';
import { startSampleServer, type SampleServer, type SampleServerOptions } from './server';
import { worldFromFile } from './world';

interface CliOptions {
  readonly port?: number;
  readonly scale?: number;
  readonly latency?: number;
  readonly world?: string;
  readonly server: '7.0' | 'newest';
  readonly json?: boolean;
  readonly control?: boolean;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number.');
  }
  return Number(text);
}

const command = new Command('sample')
  .description('Runs a sample Waldur server on 127.0.0.1 until it is stopped.')
  .option('--port <number>', 'port to listen on (default: a free one)', wholeNumber)
  .option('--scale <number>', 'how many organisations there are, for example 10000', wholeNumber)
  .option('--latency <ms>', 'how much longer every answer takes', wholeNumber)
  .option('--world <file>', 'state to start from, in the form of test/recordings/world.json')
  .addOption(
    new Option('--server <version>', 'server to behave as').choices(['7.0', 'newest']).default('newest'),
  )
  .option('--json', 'print one line: {"url": …, "tokens": {username: token}}')
  .option('--control', 'let tests steer it over HTTP, at /sample/');

/** Leaves out what is not given: the server's defaults are its own. */
function serverOptions(
  { port, scale, latency, world: file, server }: CliOptions,
  control?: Control,
): SampleServerOptions {
  const world = file === undefined ? undefined : worldFromFile(file);
  const started = Date.now();
  return {
    serverVersion: server,
    ...(port === undefined ? {} : { port }),
    ...(scale === undefined ? {} : { scale }),
    ...(latency === undefined ? {} : { latency }),
    ...(control === undefined ? {} : { intercept: control.intercept }),
    // The dates of a file are relative to its own clock, which goes on from there.
    ...(world === undefined
      ? {}
      : { world, now: () => new Date(Date.parse(world.now) + Date.now() - started) }),
  };
}

function introduce({ url, tokens, world }: SampleServer): string {
  const labels = new Map(personas.map(({ username, kind }) => [username, personaLabels[kind]]));
  const known = Object.keys(tokens).filter((username) => labels.has(username));
  const accounts = known.length > 0 ? known : Object.keys(tokens);
  const width = Math.max(...accounts.map((username) => username.length));
  return [
    `Sample Waldur server at ${url}`,
    `${world.customers.length} organisations, ${world.projects.length} projects, ${world.users.length} people`,
    '',
    ...accounts.map((username) =>
      `${username.padEnd(width)}  ${tokens[username] ?? ''}  ${labels.get(username) ?? ''}`.trimEnd(),
    ),
    '',
    ...(known.length > 0
      ? [`The password of ${known[0] ?? ''} is ${passwordOf(known[0] ?? '')}, and so on.`]
      : []),
    'Ctrl+C stops it.',
  ].join('\n');
}

async function main(): Promise<void> {
  const options = command.parse().opts<CliOptions>();
  const control = options.control === true ? new Control() : undefined;
  const server = await startSampleServer(serverOptions(options, control));
  control?.attach(server);
  // Whoever reads the address may stop the server at once.
  const stop = (): void => {
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(
    options.json === true ? JSON.stringify({ url: server.url, tokens: server.tokens }) : introduce(server),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
