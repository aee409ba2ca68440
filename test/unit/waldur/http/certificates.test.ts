import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { trustedCertificates } from '../../../../src/waldur/http/certificates';
import { createUndiciTransport } from '../../../../src/waldur/http/undiciTransport';
import { authority } from './testCertificates';
import { closeAll, serveHttps } from './testServers';

describe('Trusted certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waldur-certificates-'));

  after(() => rmSync(folder, { recursive: true }));
  afterEach(closeAll);

  const fileWith = (text: string) => {
    const file = join(folder, 'extra.pem');
    writeFileSync(file, text);
    return { NODE_EXTRA_CA_CERTS: file };
  };

  it('are those of Node and those of the extra file', () => {
    const found = trustedCertificates(fileWith(`# ours\n${authority}\n${authority}`)) ?? [];
    assert.ok(found.includes(authority.trim()));
    assert.ok(tls.rootCertificates.every((root) => found.includes(root)));
    assert.equal(new Set(found).size, found.length);
  });

  it('do not fail on a file that is missing or holds something else', () => {
    for (const environment of [
      { NODE_EXTRA_CA_CERTS: join(folder, 'none.pem') },
      fileWith('no certificate'),
      {},
    ]) {
      const found = trustedCertificates(environment);
      assert.notEqual(found?.includes(authority.trim()), true);
    }
  });

  it('let a server with a certificate of our own authority be reached', async () => {
    const { port } = await serveHttps((_, response) => response.end());
    const environment = fileWith(authority);
    const transport = createUndiciTransport({ certificates: () => trustedCertificates(environment) });
    const url = new URL(`https://localhost:${port}/`);
    assert.equal((await transport.send({ method: 'GET', url, headers: {} })).status, 200);
    transport.dispose();
  });
});
