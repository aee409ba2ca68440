import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { readCaller } from '../../src/access/caller';
import { importTeam, type ImportTeamParts } from '../../src/commands/importTeam';
import type { ChangeJob } from '../../src/changes/changeRuns';
import { TeamImports } from '../../src/documents/teamImports';
import { grantsKinds } from '../../src/grants/taskKinds';
import { newRecord } from '../../src/runs/record';
import { carryOut } from '../../src/runs/run';
import { persona } from '../../src/sample/personas';
import { customerUuid } from '../../src/sample/lifelike/organisations';
import { type SampleServer, startSampleServer } from '../../src/sample/server';
import type { WaldurClient } from '../../src/waldur/client';
import { signedIn } from '../contract/accessClient';
import { waitUntil } from '../e2e/pages/waitUntil';
import { QuickInputs } from './quickInputs';

const scope = customerUuid('kalev');
const head = 'person,role,scope';
const reader = `wei.li,CUSTOMER.READER,${scope}`;
const owner = `wei.li,CUSTOMER.OWNER,${scope}`;
const other = `manon.girard,CUSTOMER.READER,${scope}`;

describe('importing a team from a file that changes meanwhile', () => {
  let server: SampleServer;
  let client: WaldurClient;
  let inputs: QuickInputs;
  let imports: TeamImports;
  let before: readonly string[];
  let runs: number;

  beforeEach(async () => {
    server = await startSampleServer();
    client = signedIn(server, persona('staff').username);
    inputs = new QuickInputs();
    imports = new TeamImports();
    runs = 0;
    before = grants();
  });

  afterEach(async () => {
    inputs.dispose();
    imports.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    client.dispose();
    await server.close();
  });

  const grants = (): readonly string[] =>
    server.world.grants
      .filter((grant) => grant.scope === scope && grant.is_active !== false)
      .map(({ user, role }) => `${user} ${role}`);
  const added = (): readonly string[] => grants().filter((grant) => !before.includes(grant));

  const open = async (...lines: readonly string[]) => {
    const document = await vscode.workspace.openTextDocument({
      language: 'plaintext',
      content: lines.join('\n'),
    });
    await vscode.window.showTextDocument(document);
    await waitUntil(
      'the file to have the focus',
      () => Promise.resolve(vscode.window.activeTextEditor?.document),
      (active) => active === document,
    );
    return document;
  };

  const write = async (document: vscode.TextDocument, ...lines: readonly string[]) => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), lines.join('\n'));
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  const start = () => {
    const connection = { client, info: { id: 'sample', serverName: 'Sample' } };
    const context = {
      connections: { connections: [connection] },
      stores: { of: () => ({ caller: { get: () => readCaller(client) } }) },
      teamImports: imports,
      plans: { opener: () => () => undefined },
      runs: {
        run: async ({ plan, onDidEnd }: ChangeJob) => {
          runs++;
          onDidEnd?.(await carryOut(client, newRecord(plan), grantsKinds));
        },
      },
    } as unknown as ImportTeamParts;
    return Promise.resolve(importTeam(context));
  };

  const firstStep = async () => {
    const pick = await inputs.nextPick();
    assert.ok(pick.items.some(({ label }) => label.startsWith('Add and change')));
    return pick;
  };

  const planStep = async () => {
    await inputs.pick(await firstStep(), 'Add and change');
    const pick = await inputs.nextPick();
    await waitUntil(
      'the plan',
      () => Promise.resolve(pick),
      ({ busy, items }) => !busy && items.length > 0,
    );
    return pick;
  };

  /** Answers messages by their buttons, the first ones first; dismisses those that come after. */
  const answer = (...buttons: readonly string[]) => {
    const left = [...buttons];
    inputs.answerMessage = (labels) => {
      const wanted = left.shift();
      assert.ok(wanted === undefined || labels.includes(wanted), `${wanted} in ${labels.join()}`);
      return wanted;
    };
  };

  it('runs what the plan shows when nothing changes', async () => {
    await open(head, owner);
    const done = start();
    await inputs.pick(await planStep(), 'Grant 1 Role');
    await done;
    assert.deepEqual(added(), ['wei.li CUSTOMER.OWNER']);
    assert.deepEqual(inputs.messages, []);
  });

  it('is held up by columns that are not read; cancelling does nothing', async () => {
    await open(`${head},Stop`, `${owner},2027-01-31`);
    await start();
    assert.equal(inputs.messages.length, 1);
    assert.match(inputs.messages.join(), /not read: “Stop”/);
    assert.deepEqual([runs, added()], [0, []]);
    answer('Leave Out 1 Column');
    const done = start();
    await inputs.pick(await planStep(), 'Grant 1 Role');
    await done;
    assert.deepEqual(added(), ['wei.li CUSTOMER.OWNER']);
  });

  it('takes the file as it is after it was asked about columns', async () => {
    const document = await open(`${head},Stop`, `${owner},2027-01-31`);
    inputs.answerMessage = async () => {
      await write(document, `${head},Stop`, `${reader},2027-01-31`);
      return 'Leave Out 1 Column';
    };
    const done = start();
    await inputs.pick(await planStep(), 'Grant 1 Role');
    await done;
    assert.deepEqual(added(), ['wei.li CUSTOMER.READER']);
  });

  it('asks again about a column that came while it was asked about another', async () => {
    const document = await open(`${head},Stop`, `${owner},2027-01-31`);
    let asked = 0;
    inputs.answerMessage = async () => {
      await write(document, `${head},Stop,Action`, `${owner},2027-01-31,remove`);
      return ++asked === 1 ? 'Leave Out 1 Column' : undefined;
    };
    await start();
    assert.equal(asked, 2);
    assert.deepEqual([runs, added()], [0, []]);
  });

  it('takes the file as it is after it was asked about lines with problems', async () => {
    const document = await open(head, owner, `nobody.here,CUSTOMER.OWNER,${scope}`);
    inputs.answerMessage = async () => {
      await write(document, head, reader, other);
      return 'Plan 1 Valid Line';
    };
    const done = start();
    await inputs.pick(await planStep(), 'Grant');
    await done;
    assert.ok(added().includes('wei.li CUSTOMER.READER'));
    assert.ok(grants().includes('manon.girard CUSTOMER.READER'));
    assert.ok(!added().includes('wei.li CUSTOMER.OWNER'));
    assert.equal(inputs.messages.length, 1);
  });

  it('closes a step when the file changes, and takes it as it is if asked to', async () => {
    const document = await open(head, owner);
    answer('Check Again', 'Check Again');
    const done = start();
    await firstStep();
    await write(document, head, `manon.girard,CUSTOMER.OWNER,${scope}`);
    await planStep();
    await write(document, head, reader);
    await inputs.pick(await planStep(), 'Grant 1 Role');
    await done;
    assert.deepEqual(added(), ['wei.li CUSTOMER.READER']);
    assert.equal(inputs.messages.length, 2);
  });

  it('runs nothing when the file changed and is not to be checked again', async () => {
    const document = await open(head, owner);
    const done = start();
    await planStep();
    await write(document, head, reader);
    await done;
    assert.match(inputs.messages.join(), /has changed since its plan was made, so nothing was changed/);
    assert.deepEqual([runs, added()], [0, []]);
  });

  it('runs nothing when the plan is run in the moment in which another program writes the file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'waldur-import-'));
    try {
      const file = path.join(folder, 'team.csv');
      await writeFile(file, [head, owner].join('\n'));
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
      answer('Check Again');
      const done = start();
      const plan = await planStep();
      await writeFile(file, [head, reader, ''].join('\n'));
      // The editor may have noticed by now and closed the plan.
      if (inputs.messages.length === 0) {
        await inputs.pick(plan, 'Grant 1 Role');
      }
      await inputs.pick(await planStep(), 'Grant 1 Role');
      await done;
      assert.deepEqual(added(), ['wei.li CUSTOMER.READER']);
      assert.equal(inputs.messages.length, 1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
