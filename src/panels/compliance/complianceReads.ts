import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { type ChangedRef, objectRef } from '../../organisations/objectRef';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { RowList, type Viewer } from '../../organisations/rowList';
import {
  type ComplianceDetailsRow,
  type ComplianceOverview,
  type ComplianceProject,
  type ComplianceQuestion,
  listComplianceProjects,
  listComplianceQuestions,
  readComplianceDetails,
  readComplianceOverview,
} from '../../waldur/compliance';
import type { Customer } from '../../waldur/customers';
import { isCancelled, WaldurError } from '../../waldur/errors';
import { PanelRead } from '../panelRead';
import { type AnswerSpread, answerSpread } from './answerSpread';
import { findInPages } from './findInPages';
import type { Opened, Place } from './place';

/** The largest page that servers give. */
const projectsAtATime = 300;
/** As each question comes with the answer of every project, so many of these make a page. */
const answersAtATime = 15_000;
const mostQuestionsAtATime = 50;

export interface ProjectRow extends ComplianceProject {
  readonly uuid: string;
}

/** A question with how often each answer was given, and none of the answers: they may be personal. */
export interface QuestionRow {
  readonly uuid: string;
  readonly question: ComplianceQuestion;
  readonly spread: AnswerSpread;
}

/** What is open of a list, as it is read. */
export interface OpenedRead<T> {
  readonly uuid: string;
  readonly read: PanelRead<T>;
}

/** What the panel of compliance reads: what the tab in sight needs, and of lists the pages that are asked for. */
export class ComplianceReads {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly customer: PanelRead<Customer>;
  readonly overview: PanelRead<ComplianceOverview>;
  readonly projects: RowList<ProjectRow>;
  /** There once it is known how many projects answer, or that this cannot be: it tells how many questions make a page. */
  questions: RowList<QuestionRow> | undefined;
  question: OpenedRead<ComplianceQuestion> | undefined;
  project: OpenedRead<ComplianceDetailsRow> | undefined;
  /** Told with the answers of projects. */
  checklistName: string | undefined;
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private readonly viewer: Viewer;
  private shownQuestions: vscode.Disposable | undefined;
  private isVisible = false;
  private isStarted = false;
  /** Changed while no one looked. */
  private isStale = false;

  constructor(
    private readonly connection: Connection,
    readonly store: OrganisationStore,
    readonly uuid: string,
    public place: Place,
  ) {
    const { client } = connection;
    const ref = objectRef(connection, { kind: 'customer', uuid });
    this.customer = new PanelRead(({ anew, signal }) => store.object(ref, { anew, signal }), this.fire);
    this.overview = new PanelRead(
      ({ signal }) => readComplianceOverview(client, uuid, { signal }),
      this.fire,
    );
    this.projects = new RowList<ProjectRow>(
      async (page, signal) => {
        const read = await listComplianceProjects(client, uuid, page, { signal });
        return { ...read, rows: read.rows.map((row) => ({ ...row, uuid: row.project_uuid })) };
      },
      { pageSize: projectsAtATime },
    );
    this.viewer = { changed: this.fire, isInSight: () => this.isVisible };
    this.subscriptions = [
      this.changed,
      this.projects.show(this.viewer),
      store.onDidChange((refs) => this.follow(refs)),
      store.onDidChangeCaller(this.fire),
    ];
  }

  private readonly fire = (): void => this.changed.fire();

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    if (!isVisible) {
      return;
    }
    if (this.isStarted && this.isStale) {
      this.refresh();
    } else if (!this.isStarted) {
      this.isStarted = true;
      this.store.wantCaller();
      void this.customer.start();
      void this.overview.start().then(() => this.readTab());
      void this.readTab();
    }
  }

  /** Shows something else, and reads what that needs. */
  go(change: Partial<Place>): void {
    this.place = { ...this.place, ...change };
    this.fire();
    void this.readTab();
  }

  /** All that is in sight, from the server. */
  refresh(): void {
    this.isStale = false;
    void this.customer.start(true);
    void this.store.refreshCaller();
    this.close();
    this.shownQuestions?.dispose();
    this.questions?.dispose();
    this.questions = undefined;
    if (this.place.tab === 'questions') {
      this.projects.forget();
    } else {
      this.retry(this.projects);
    }
    void this.overview.start(true).then(() => this.readTab());
  }

  /** One list again, after it could not be read. */
  retry(list: { reload(): Promise<void> }): void {
    void this.attempt(() => list.reload());
  }

  /** What one project has answered, and what it still owes. @throws what reading threw */
  async readProject({ uuid, at }: Opened, signal: AbortSignal): Promise<ComplianceDetailsRow> {
    const row = await findInPages(
      async (page) => {
        const { details, projects } = await readComplianceDetails(this.connection.client, this.uuid, page, {
          signal,
        });
        this.checklistName = details.checklist?.name ?? this.checklistName;
        return projects;
      },
      (one) => one.project_uuid === uuid,
      at,
    );
    return row ?? gone();
  }

  dispose(): void {
    this.close();
    this.shownQuestions?.dispose();
    this.questions?.dispose();
    for (const each of [this.customer, this.overview, this.projects, ...this.subscriptions]) {
      each.dispose();
    }
  }

  private async readTab(): Promise<void> {
    if (!this.isVisible) {
      return;
    }
    switch (this.place.tab) {
      case 'projects':
        this.close();
        return this.attempt(() => this.projects.ensure());
      case 'questions':
        return this.readQuestions();
      case 'details':
        return this.readDetails();
    }
  }

  private async readQuestions(): Promise<void> {
    this.openQuestion(this.place.question);
    const { value, error } = this.overview;
    if (value === undefined && error === undefined) {
      return;
    }
    const known = value === undefined ? (this.projects.total ?? projectsAtATime) : value.total_projects;
    this.questions ??= this.questionsOf(known ?? 0);
    const { questions } = this;
    await this.attempt(() => questions.ensure());
  }

  private questionsOf(projects: number): RowList<QuestionRow> {
    const fitting = Math.floor(answersAtATime / Math.max(1, projects));
    const size = Math.min(mostQuestionsAtATime, Math.max(1, fitting));
    const list = new RowList<QuestionRow>(
      async (page, signal) => {
        const read = await listComplianceQuestions(this.connection.client, this.uuid, page, { signal });
        return { ...read, rows: read.rows.map(withoutAnswers) };
      },
      { pageSize: size, largestPage: size },
    );
    this.shownQuestions = list.show(this.viewer);
    return list;
  }

  private async readDetails(): Promise<void> {
    this.openProject(this.place.project);
    await this.attempt(() => this.projects.ensure());
    if (this.place.tab === 'details' && this.place.project === undefined) {
      const most = this.mostMissing();
      if (most !== undefined) {
        this.place = { ...this.place, project: most };
        this.openProject(most);
        this.fire();
      }
    }
  }

  /** The project that is first in the list beside what is open. */
  private mostMissing(): Opened | undefined {
    const missing = this.projects.rows.map((row, at) => ({
      ...{ uuid: row.uuid, at },
      missing: row.unanswered_required_count ?? 0,
    }));
    const [first] = missing.toSorted((a, b) => b.missing - a.missing);
    return first === undefined ? undefined : { uuid: first.uuid, at: first.at };
  }

  private openQuestion(opened: Opened | undefined): void {
    this.project?.read.dispose();
    this.project = undefined;
    if (opened?.uuid === this.question?.uuid) {
      return;
    }
    this.question?.read.dispose();
    this.question = undefined;
    if (opened !== undefined) {
      const { client } = this.connection;
      const read = new PanelRead(async ({ signal }) => {
        const found = await findInPages(
          (page) => listComplianceQuestions(client, this.uuid, page, { signal }),
          (one) => one.question_uuid === opened.uuid,
          opened.at,
        );
        return found ?? gone();
      }, this.fire);
      this.question = { uuid: opened.uuid, read };
      void read.start();
    }
  }

  private openProject(opened: Opened | undefined): void {
    this.question?.read.dispose();
    this.question = undefined;
    if (opened?.uuid === this.project?.uuid) {
      return;
    }
    this.project?.read.dispose();
    this.project = undefined;
    if (opened !== undefined) {
      const read = new PanelRead(({ signal }) => this.readProject(opened, signal), this.fire);
      this.project = { uuid: opened.uuid, read };
      void read.start();
    }
  }

  /** Lets go of answers that are in sight no longer. */
  private close(): void {
    this.openQuestion(undefined);
    this.openProject(undefined);
  }

  private follow(refs: readonly ChangedRef[]): void {
    const ours = refs.filter(
      ({ connectionId, kind, uuid }) =>
        connectionId === this.connection.info.id && kind === 'customer' && uuid === this.uuid,
    );
    if (ours.some(({ list }) => list === 'projects')) {
      this.readAgain();
    } else if (ours.some(({ list }) => list === undefined) && this.isStarted && !this.customer.isReading) {
      void this.followCustomer();
    }
  }

  /** Another checklist has other questions, and no answers yet. */
  private async followCustomer(): Promise<void> {
    const before = this.customer.value?.project_metadata_checklist;
    await this.customer.start();
    if (this.customer.value?.project_metadata_checklist !== before) {
      this.readAgain();
    }
  }

  private readAgain(): void {
    if (this.isVisible) {
      this.refresh();
    } else {
      this.isStale = true;
    }
  }

  /** Lists remember why they could not be read; that they could not at all is for whoever shows them to see. */
  private async attempt(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!isCancelled(error)) {
        this.fire();
      }
    }
  }
}

function withoutAnswers(question: ComplianceQuestion): QuestionRow {
  return {
    uuid: question.question_uuid,
    question: { ...question, project_answers: null },
    spread: answerSpread(question),
  };
}

function gone(): never {
  throw new WaldurError({ kind: 'notFound', status: 404 });
}
