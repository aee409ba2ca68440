import { HttpFailure } from './transport';

/** Collects a body piece by piece, up to a limit. */
export class BodyParts {
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  constructor(private readonly bodyBytes: number) {}

  /** @throws HttpFailure `tooLarge` */
  add(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.bodyBytes) {
      throw new HttpFailure('tooLarge', `The answer has more than ${this.bodyBytes} bytes.`);
    }
    this.#parts.push(part);
  }

  whole(): Uint8Array {
    const [first] = this.#parts;
    return this.#parts.length === 1 && first !== undefined ? first : Buffer.concat(this.#parts, this.#size);
  }
}
