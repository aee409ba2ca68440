import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Log } from '../../../src/log/log';
import { fakeLog } from '../connections/fakes';

describe('the log', () => {
  it('takes what comes after its channel was closed', () => {
    const lines: string[] = [];
    let isClosed = false;
    const write = (line: string) => {
      // As VS Code does.
      if (isClosed) {
        throw new Error('Channel has been closed');
      }
      lines.push(line);
    };
    const channel: Partial<vscode.LogOutputChannel> = {
      debug: write,
      info: write,
      warn: write,
      error: write,
      dispose: () => (isClosed = true),
    };
    const log = new Log(channel as vscode.LogOutputChannel);
    log.info('before');
    log.dispose();
    log.debug('after');
    log.info('after');
    log.warn('after', new Error('failed'));
    log.error('after', new Error('failed'));
    assert.deepEqual(lines, ['before']);
  });

  it('protects a text until that is ended, which ends nobody else’s protection', () => {
    const { log, lines } = fakeLog();
    const end = log.protect('correct horse');
    log.info('before: correct horse');
    end();
    log.info('after: correct horse');
    log.protect('the token itself');
    log.protect('the token itself')();
    log.info('still: the token itself');
    assert.deepEqual(lines, ['before: [redacted]', 'after: correct horse', 'still: [redacted]']);
  });
});
