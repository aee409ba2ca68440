import { settled } from '../settled';
import { clientOn, json } from '../waldur/scriptedTransport';

/** A team of 422, whose pages come when the test lets them. */
export class SlowTeam {
  readonly asked: { readonly page: number; readonly signal: AbortSignal | undefined }[] = [];
  private waiting: (() => void)[] = [];
  failing = false;
  size = 422;

  readonly client = clientOn(async ({ url, signal }) => {
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('page_size'));
    this.asked.push({ page, signal });
    await new Promise<void>((resolve, reject) => {
      this.waiting.push(resolve);
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
    if (this.failing) {
      return json('no json');
    }
    const rows = Array.from({ length: this.size }, (_, index) => ({
      uuid: String(index).padStart(32, '0'),
      user_uuid: String(index).padStart(32, '1'),
      user_full_name: `Person ${index}`,
      role_name: index < 300 ? 'CUSTOMER.OWNER' : 'CUSTOMER.MANAGER',
      role_uuid: (index < 300 ? '1' : '2').repeat(32),
      email: `person${index}@example.org`,
    }));
    return json(rows.slice((page - 1) * size, page * size), 200, {
      'x-result-count': String(this.size),
      ...(page * size < this.size ? { link: `<${url.href}>; rel="next"` } : {}),
    });
  }).client;

  /** Lets what was asked for come, and what is asked for then be asked for. */
  async answer(): Promise<void> {
    for (const resolve of this.waiting.splice(0)) {
      resolve();
    }
    await settled();
  }
}
