import type { DrawingForm } from '../panels/protocol';

const svgNamespace = 'http://www.w3.org/2000/svg';
/** What is pressed and not read, and what is told to readers alone. */
const leftOut = '.tool, .tools, .choice, .field, .foot, .reader, .notice, .tools-head, .tools-cell';
/** Of the look of a shape, what style sheets say. */
const shapeStyle = [
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'vector-effect', 'paint-order', 'opacity'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'fill-rule'],
];
/** The longest side of a PNG, in pixels: what browsers draw on is no longer. */
const longestSide = 16_000;

/** A part of the page as it is seen: PNG in base64, or SVG as text that other programs read as shapes and texts. */
export async function drawingOf(part: HTMLElement, form: DrawingForm): Promise<string> {
  const svg = new Drawing(part).svg;
  const text = new XMLSerializer().serializeToString(svg);
  return form === 'svg'
    ? text
    : pngOf(text, Number(svg.getAttribute('width')), Number(svg.getAttribute('height')));
}

async function pngOf(svg: string, width: number, height: number): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, longestSide / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}

/** Puts what an element shows into an SVG, each text and shape where it is on the page. */
class Drawing {
  readonly svg = element('svg', {});
  private readonly from: DOMRect;
  private readonly measure = document.createElement('canvas').getContext('2d');
  private right: number;
  private bottom: number;

  constructor(part: HTMLElement) {
    this.from = part.getBoundingClientRect();
    this.right = this.from.right;
    this.bottom = this.from.bottom;
    const ground = element('rect', {
      width: '100%',
      height: '100%',
      fill: getComputedStyle(document.body).backgroundColor,
    });
    this.svg.append(ground);
    this.draw(part);
    const margin = 16;
    const [width, height] = [
      this.right - this.from.left + 2 * margin,
      this.bottom - this.from.top + 2 * margin,
    ];
    set(this.svg, { width, height, viewBox: `${-margin} ${-margin} ${width} ${height}` });
    set(ground, { x: -margin, y: -margin });
  }

  private draw(node: Node): void {
    if (node instanceof Text) {
      this.write(node);
    } else if (node instanceof SVGSVGElement) {
      this.copy(node);
    } else if (node instanceof HTMLElement && !node.matches(leftOut)) {
      const style = getComputedStyle(node);
      if (style.display !== 'none' && style.visibility !== 'hidden') {
        this.line(node, style);
        for (const child of node.childNodes) {
          this.draw(child);
        }
      }
    }
  }

  /** Of borders, those below rows and heads. */
  private line(node: HTMLElement, style: CSSStyleDeclaration): void {
    const { left, right, bottom } = node.getBoundingClientRect();
    if (parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== 'none') {
      const y = bottom - this.from.top - 0.5;
      const x = { x1: left - this.from.left, x2: right - this.from.left };
      this.svg.append(element('line', { ...x, y1: y, y2: y, stroke: style.borderBottomColor }));
    }
  }

  private copy(original: SVGSVGElement): void {
    const box = original.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) {
      return;
    }
    const copy = original.cloneNode(true) as SVGSVGElement;
    const copies = [copy, ...copy.querySelectorAll('*')];
    for (const [at, each] of [original, ...original.querySelectorAll('*')].entries()) {
      const clone = copies[at];
      const style = getComputedStyle(each);
      const values = shapeStyle.map((name) => [name, style.getPropertyValue(name)] as const);
      if (clone !== undefined) {
        set(clone, Object.fromEntries(values.filter(([, value]) => value !== '')));
        clone.removeAttribute('class');
      }
    }
    const { left, top } = this.from;
    set(copy, { x: box.left - left, y: box.top - top, width: box.width, height: box.height });
    this.svg.append(copy);
    this.reach(box);
  }

  /** Line by line, as it is broken; what is cut ends in an ellipsis. */
  private write(node: Text): void {
    const { parentElement } = node;
    if (parentElement === null || node.data.trim() === '') {
      return;
    }
    const style = getComputedStyle(parentElement);
    for (const { text, box } of linesOf(node)) {
      const room = roomOf(parentElement, box);
      const shown = box.right > room + 1 ? cutText(text, (room - box.left) / box.width) : text;
      const [x, y] = [box.left - this.from.left, box.top - this.from.top + this.ascent(style)];
      const look = { fill: style.color, 'font-family': style.fontFamily, 'font-size': style.fontSize };
      const line = element('text', { x, y, ...look, 'font-weight': style.fontWeight });
      line.textContent = shown;
      this.svg.append(line);
      this.reach({ right: Math.min(box.right, room), bottom: box.bottom });
    }
  }

  /** From the top of a line to where its letters stand, in pixels. */
  private ascent(style: CSSStyleDeclaration): number {
    if (this.measure === null) {
      return parseFloat(style.fontSize);
    }
    this.measure.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    return this.measure.measureText('x').fontBoundingBoxAscent;
  }

  private reach({ right, bottom }: { readonly right: number; readonly bottom: number }): void {
    this.right = Math.max(this.right, right);
    this.bottom = Math.max(this.bottom, bottom);
  }
}

interface Line {
  readonly text: string;
  readonly box: DOMRect;
}

function linesOf(node: Text): readonly Line[] {
  const range = document.createRange();
  const lines: { text: string; start: number; end: number; top: number }[] = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { top } = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.top - top) < 2) {
      last.end = index + word.length;
    } else {
      lines.push({ text: '', start: index, end: index + word.length, top });
    }
  }
  return lines.flatMap(({ start, end }) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    const box = range.getBoundingClientRect();
    return box.width === 0 ? [] : [{ text: node.data.slice(start, end).replace(/\s+/g, ' '), box }];
  });
}

/** Where a text is cut, from the left of the window. */
function roomOf(parent: HTMLElement, { left }: DOMRect): number {
  let room = Infinity;
  for (let each: HTMLElement | null = parent; each !== null; each = each.parentElement) {
    if (getComputedStyle(each).overflowX === 'hidden') {
      const box = each.getBoundingClientRect();
      room = Math.min(room, Math.max(box.right, left));
    }
  }
  return room;
}

function cutText(text: string, share: number): string {
  return `${text.slice(0, Math.max(0, Math.floor(text.length * share) - 1)).trimEnd()}…`;
}

type Values = Readonly<Record<string, string | number>>;

function element<K extends keyof SVGElementTagNameMap>(name: K, values: Values): SVGElementTagNameMap[K] {
  const made = document.createElementNS(svgNamespace, name);
  set(made, values);
  return made;
}

function set(on: Element, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    on.setAttribute(name, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);
  }
}
