import type { RecordedExchange } from './recordings';

/** What the sample server answered to a replayed request. */
export interface SampleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Headers that were recorded wherever the real server sent them. */
const recordedHeaders = [
  'content-type',
  'content-language',
  'vary',
  'allow',
  'link',
  'x-result-count',
  'location',
  'www-authenticate',
  'content-disposition',
  'set-cookie',
  'x-impersonator-uuid',
];

const uuidPattern = /[0-9a-f]{32}/g;
const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?Z$/;
const clockTolerance = 5 * 60_000;

/**
 * Compares answers with recorded ones. What a server makes up is taken for equal as long as it is so consistently:
 * a uuid that is in neither the world nor a request may be another one, but always the same other one; a time
 * that is in neither may differ by as much as the two runs do.
 */
export class Comparison {
  readonly #ours = new Map<string, string>();
  readonly #theirs = new Map<string, string>();

  /** @param given everything that was there before the first request, or was sent by one, as text */
  constructor(private readonly given: string) {}

  /** A text of the recording with this run's uuids. */
  readonly rename = (text: string): string =>
    text.replace(uuidPattern, (uuid) => this.#ours.get(uuid) ?? uuid);

  #sameUuid(theirs: string, ours: string): boolean {
    const known = this.#ours.get(theirs);
    if (known !== undefined || this.#theirs.has(ours)) {
      return known === ours;
    }
    if (this.given.includes(theirs)) {
      return theirs === ours;
    }
    this.#ours.set(theirs, ours);
    this.#theirs.set(ours, theirs);
    return true;
  }

  #sameTime(theirs: string, ours: string): boolean {
    return (
      timePattern.test(ours) &&
      theirs.length === ours.length &&
      !this.given.includes(theirs) &&
      Math.abs(Date.parse(theirs) - Date.parse(ours)) < clockTolerance
    );
  }

  #sameText(theirs: string, ours: string): boolean {
    if (theirs === ours || (/^0{40}$/.test(theirs) && /^[0-9a-f]{40}$/.test(ours))) {
      return true;
    }
    if (timePattern.test(theirs)) {
      return this.#sameTime(theirs, ours);
    }
    if (theirs.replace(uuidPattern, 'uuid') !== ours.replace(uuidPattern, 'uuid')) {
      return false;
    }
    const uuids = ours.match(uuidPattern) ?? [];
    return (theirs.match(uuidPattern) ?? []).every((uuid, index) => this.#sameUuid(uuid, uuids[index] ?? ''));
  }

  /** @returns in words where two JSON values differ */
  #values(theirs: unknown, ours: unknown, path: string): string[] {
    const differ = [`${path}: ${shorten(theirs)} is ${shorten(ours)} here`];
    if (typeof theirs === 'string' && typeof ours === 'string') {
      return this.#sameText(theirs, ours) ? [] : differ;
    }
    if (Array.isArray(theirs) && Array.isArray(ours)) {
      if (theirs.length !== ours.length) {
        return [`${path}: ${theirs.length} items are ${ours.length} here`];
      }
      return theirs.flatMap((item, index) => this.#values(item, ours[index], `${path}[${index}]`));
    }
    if (isObject(theirs) && isObject(ours)) {
      const missing = Object.keys(theirs).filter((key) => !(key in ours));
      const more = Object.keys(ours).filter((key) => !(key in theirs));
      return [
        ...missing
          .map((key) => `${path}.${this.rename(key)}: missing here`)
          .filter((words) => !uuidKey(words)),
        ...more.map((key) => `${path}.${key}: only here`).filter((words) => !uuidKey(words)),
        ...Object.keys(theirs)
          .filter((key) => key in ours)
          .flatMap((key) => this.#values(theirs[key], ours[key], `${path}.${key}`)),
      ];
    }
    return theirs === ours ? [] : differ;
  }

  #body({ response }: RecordedExchange, { body }: SampleAnswer, uploads: ReadonlySet<number>): string[] {
    const theirs = response.body;
    if (theirs === null || theirs === undefined) {
      return body.length === 0 ? [] : [`body: none is ${shorten(body.toString('utf8'))} here`];
    }
    if (isObject(theirs) && typeof theirs.bytes === 'number') {
      // The recordings do not say what the pictures of the world are.
      const fits = uploads.has(theirs.bytes) ? body.length === theirs.bytes : body.length > 0;
      return fits ? [] : [`body: ${theirs.bytes} bytes are ${body.length} here`];
    }
    if (isObject(theirs) && typeof theirs.text === 'string') {
      const text = body.toString('utf8');
      const same = theirs.truncated === true ? text.startsWith(theirs.text) : text === theirs.text;
      return same ? [] : [`body: ${shorten(theirs.text)} is ${shorten(text)} here`];
    }
    let ours: unknown;
    try {
      ours = JSON.parse(body.toString('utf8'));
    } catch {
      return [`body: JSON is ${shorten(body.toString('utf8'))} here`];
    }
    if (response.bodyTruncated === true && Array.isArray(theirs) && Array.isArray(ours)) {
      const rows =
        ours.length === response.rowsInBody
          ? []
          : [`body: ${response.rowsInBody ?? 0} rows are ${ours.length} here`];
      return [...rows, ...this.#values(theirs, ours.slice(0, theirs.length), '')];
    }
    return this.#values(theirs, ours, '');
  }

  #header(name: string, theirs: string | undefined, ours: string | undefined): string[] {
    if (theirs === undefined || ours === undefined) {
      return theirs === ours ? [] : [`${name}: ${theirs ?? 'none'} is ${ours ?? 'none'} here`];
    }
    const same =
      name === 'set-cookie' ? cookieForm(theirs) === cookieForm(ours) : this.#sameText(theirs, ours);
    return same ? [] : [`${name}: ${theirs} is ${ours} here`];
  }

  /** @param uploads sizes of the files sent so far. @returns in words where the answers differ; empty: equal */
  compare(recorded: RecordedExchange, answer: SampleAnswer, uploads: ReadonlySet<number>): readonly string[] {
    const { status, headers } = recorded.response;
    if (status !== answer.status) {
      return [`status: ${status} is ${answer.status} here; ${shorten(answer.body.toString('utf8'))}`];
    }
    return [
      ...recordedHeaders.flatMap((name) => this.#header(name, headers[name], answer.headers[name])),
      ...this.#body(recorded, answer, uploads),
    ];
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A uuid as key is one the server made up. */
const uuidKey = (words: string): boolean => /\.[0-9a-f]{32}: /.test(words);

/** A cookie's name and attributes, without its value and time. */
const cookieForm = (cookie: string): string =>
  cookie.replace(/^([^=]+)=[^;]*/, '$1').replace(/expires=[^;]*/i, 'expires');

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? 'nothing');
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
