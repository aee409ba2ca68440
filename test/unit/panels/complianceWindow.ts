import '../vscodeFake';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { ComplianceContent } from '../../../src/panels/compliance/complianceContent';
import type { Shown } from '../../../src/panels/panelContent';
import type { PanelView, Question, Section, Table } from '../../../src/panels/panelView';
import type { PersonaKind } from '../../../src/sample/personas';
import { type SampleServer, type SampleServerOptions, startSampleServer } from '../../../src/sample/server';
import type { WaldurClient } from '../../../src/waldur/client';
import { connectionInfo } from '../connections/fakes';
import { clientOf } from '../connections/signedIn';

export const organisation = 'Kalev Institute of Genomics';

/** The panel of compliance over a sample server, as the host of panels shows it. */
export class ComplianceWindow {
  readonly copied: string[] = [];
  readonly told: string[] = [];
  readonly ran: unknown[][] = [];

  private constructor(
    private readonly sample: SampleServer | undefined,
    readonly connection: Connection,
    readonly uuid: string,
    readonly store: OrganisationStore,
    readonly content: ComplianceContent,
  ) {
    Object.assign(vscode.env, { clipboard: { writeText: (text: string) => void this.copied.push(text) } });
    Object.assign(vscode.window, {
      showInformationMessage: (text: string) => void this.told.push(text),
      withProgress: (_: unknown, task: (progress: unknown, token: unknown) => unknown) =>
        task(
          { report: () => undefined },
          { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) },
        ),
    });
    Object.assign(vscode.commands, {
      executeCommand: (...args: unknown[]) => {
        this.ran.push(args);
        return Promise.resolve();
      },
    });
  }

  static async open(
    options: {
      readonly as?: PersonaKind;
      readonly place?: string;
      readonly server?: SampleServerOptions;
      readonly organisation?: string;
    } = {},
  ): Promise<ComplianceWindow> {
    const server = await startSampleServer(options.server);
    const client = clientOf(server, options.as ?? 'staff');
    const name = options.organisation ?? organisation;
    const uuid = server.world.customers.find((row) => row.name === name)?.uuid ?? '';
    const window = ComplianceWindow.over(client, server, { uuid, name, place: options.place });
    await window.store.caller.get();
    server.requests.clear();
    return window;
  }

  /** Over whatever the client talks to. */
  static over(
    client: WaldurClient,
    sample: SampleServer | undefined,
    about: { readonly uuid: string; readonly name: string; readonly place?: string | undefined },
  ): ComplianceWindow {
    const info = connectionInfo(sample?.url ?? 'https://waldur.test/', 'staff', '1');
    const connection = { info, state: { kind: 'ready' }, client } as unknown as Connection;
    const store = new OrganisationStore(connection);
    const content = new ComplianceContent({
      ...{ connection, store, uuid: about.uuid, name: about.name, place: about.place },
      serverName: () => 'Nordic Research Cloud',
      showConnection: () => undefined,
    });
    return new ComplianceWindow(sample, connection, about.uuid, store, content);
  }

  get server(): SampleServer {
    if (this.sample === undefined) {
      throw new Error('There is no sample server.');
    }
    return this.sample;
  }

  get view(): PanelView {
    return this.content.show().view;
  }

  section(id: string): Section | undefined {
    const { main, side } = this.view;
    return [...main, ...side].find((section) => section.id === id);
  }

  table(id: string): Table {
    const content = this.section(id)?.content;
    if (content?.kind !== 'table') {
      throw new Error(`There is no table ${id}.`);
    }
    return content;
  }

  get questions(): readonly Question[] {
    const content = this.section('questions')?.content;
    return content?.kind === 'questions' ? content.questions : [];
  }

  /** Presses what is there now. */
  async act(action: string): Promise<void> {
    const shown: Shown = this.content.show();
    const run = shown.actions.get(action);
    if (run === undefined) {
      throw new Error(`There is no ${action} among ${[...shown.actions.keys()].slice(0, 30).join(', ')}.`);
    }
    await run();
  }

  /** Once it shows what it is to show; mocha ends a wait in vain. */
  async until(holds: (view: PanelView) => boolean): Promise<PanelView> {
    while (!holds(this.view)) {
      await new Promise<void>((resolve) => {
        const subscription = this.content.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
    return this.view;
  }

  /** What was asked for since it was asked last, without the server's part. */
  asked(): readonly string[] {
    const all = this.server.requests.list().map(({ method, path }) => `${method} ${path}`);
    this.server.requests.clear();
    return all.map((line) =>
      line.replaceAll(this.uuid, 'UUID').replace('/api/customers/UUID/project-metadata-', ''),
    );
  }

  async close(): Promise<void> {
    this.content.dispose();
    this.store.dispose();
    await this.sample?.close();
  }
}
