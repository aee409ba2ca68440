import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { openWaldur, signInWithToken, usernameOf } from './fixtures/steps';
import { withWorkbench, type Host } from './fixtures/withWorkbench';

/** Everything in the storage of the page but the secrets, which VS Code keeps encrypted; runs in the page. */
const readStorage = `(async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const request = database.transaction(store).objectStore(store).getAll();
      found.push(await new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(store + ': ' + JSON.stringify(request.result.map((value) => value instanceof Uint8Array ? new TextDecoder().decode(value) : value)));
        request.onerror = () => reject(request.error);
      }));
    }
    database.close();
  }
  return found.join('\\n');
})()`;

describe('The token', () => {
  const host = withWorkbench({ logLevel: 'trace' });

  it('is found nowhere but in SecretStorage and in the Authorization header', async () => {
    const { workbench, sample, page } = host();
    const token = sample.tokenOf(usernameOf('staff'));
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(`${request.url()} ${request.postData() ?? ''}`));

    await openWaldur(workbench);
    await signInWithToken(workbench, sample.url, token);
    await workbench.quickInput.waitForClosed();
    await workbench.organisations.expand('Kalev Institute of Genomics');
    await workbench.organisations.contextMenu('Show Details', 'Kalev Institute of Genomics');
    await workbench.waitForEditorText(/"uuid"/);
    await sample.addFault({
      path: '/list_users/',
      times: 1,
      fault: {
        kind: 'status',
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: '{"detail":"no"}',
      },
    });
    await workbench.organisations.expand('Kalev Institute of Genomics', 'Team');
    await workbench.runCommand('Waldur: Show Log');
    await workbench.waitForOutput(/GET/);

    const requests = await sample.requests();
    assert.ok(
      requests.some(({ username }) => username === usernameOf('staff')),
      'the token was used',
    );
    const places: Record<string, string> = {
      'the addresses that the page asked': addresses.join('\n'),
      'the addresses that the server was asked': JSON.stringify(requests),
      'the console': host().consoleLines.join('\n'),
      'what VS Code printed': host().vscode.printed(),
      'the page and its frames': (await Promise.all(page.frames().map((frame) => frame.content()))).join(
        '\n',
      ),
      'the storage of the page': await page.evaluate<string>(readStorage),
      ...(await filesOf(host())),
    };
    assert.ok(
      Object.keys(places).some((name) => name.endsWith('.log')),
      'there are log files to look into',
    );
    const { host: address } = new URL(sample.url);
    assert.ok(
      Object.entries(places).some(([name, text]) => !name.startsWith('the ') && text.includes(address)),
      'what is no secret is found in what VS Code keeps, so the search works',
    );
    for (const form of formsOf(token)) {
      const found = Object.entries(places)
        .filter(([, text]) => text.includes(form))
        .map(([name]) => name);
      assert.deepEqual(
        found,
        [],
        `${form === token ? 'the token' : 'the token in another form'} is in there`,
      );
    }
  });
});

/** Every file that VS Code wrote: settings, global state, logs. */
async function filesOf({ vscode }: Host): Promise<Record<string, string>> {
  const entries = await readdir(vscode.dataFolder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(
      files.map(
        async (file) => [path.relative(vscode.dataFolder, file), await readFile(file, 'latin1')] as const,
      ),
    ),
  );
}

function formsOf(token: string): readonly string[] {
  const bytes = Buffer.from(token);
  // Of base64 the beginning depends on what stands before; the middle does not, for one of three offsets.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [token, bytes.toString('hex'), ...base64];
}
