import type { MessageToPanel } from './messageToPanel';
import type { DrawingForm } from './protocol';

/** How long a page may take to draw. */
const mostMs = 20_000;

interface Waiting {
  readonly id: number;
  readonly form: DrawingForm;
  readonly done: (data: Buffer | undefined) => void;
}

/** Asks the page of a panel for a picture of a part of it, and takes one answer to each question. */
export class Drawings {
  private asked = 0;
  private waiting: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param ask sends the question; false where there is no page to draw */
  constructor(
    private readonly ask: (question: {
      readonly id: number;
      readonly part: string;
      readonly form: DrawingForm;
    }) => boolean,
  ) {}

  /** @returns undefined where the page did not draw it */
  draw(part: string, form: DrawingForm): Promise<Buffer | undefined> {
    this.stop();
    const id = ++this.asked;
    return new Promise((done) => {
      this.waiting = { id, form, done };
      this.timer = setTimeout(() => this.stop(), mostMs).unref();
      if (!this.ask({ id, part, form })) {
        this.stop();
      }
    });
  }

  /** @returns false for an answer that no one waits for */
  take({ id, data }: Extract<MessageToPanel, { kind: 'drawing' }>): boolean {
    const { waiting } = this;
    if (waiting?.id !== id) {
      return false;
    }
    this.waiting = undefined;
    clearTimeout(this.timer);
    waiting.done(pictureOf(data, waiting.form));
    return true;
  }

  /** No answer is waited for any longer. */
  stop(): void {
    clearTimeout(this.timer);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.done(undefined);
  }
}

/** It is opened by other programs: a PNG, or an SVG of shapes and texts. */
function pictureOf(data: string, form: DrawingForm): Buffer | undefined {
  if (form === 'svg') {
    const isPlain =
      data.startsWith('<svg ') && !/<(?:script|foreignObject|image|a)\b|\son\w+=|href=/i.test(data);
    return isPlain ? Buffer.from(data) : undefined;
  }
  const bytes = Buffer.from(data, 'base64');
  return bytes.subarray(1, 4).toString('latin1') === 'PNG' ? bytes : undefined;
}
