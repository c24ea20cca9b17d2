/** A statement of a port, as the page shows it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Lines of code around what runs, to be shown where the code itself is out of sight. */
export interface Lit {
  readonly go: readonly HTMLElement[];
  readonly typescript: readonly HTMLElement[];
}

/** Lines shown before and after the one that runs. */
const around = 3;

/** Lights a line of a port and the Go that it stands for, wherever on the page they are. */
export class CodeLights {
  readonly #elsewhere: ParentNode;

  /** @param listings HTML of code that the page itself may not show. */
  constructor(listings: string) {
    const template = document.createElement('template');
    template.innerHTML = listings;
    this.#elsewhere = template.content;
  }

  light(place: Place | undefined): Lit {
    for (const root of [document, this.#elsewhere]) {
      for (const lit of root.querySelectorAll('.running')) lit.classList.remove('running');
    }
    if (!place) return { go: [], typescript: [] };
    const ports = [document, this.#elsewhere].flatMap((root) =>
      [...root.querySelectorAll<HTMLElement>('port-lines')].filter(
        ({ dataset }) => dataset.file === place.file,
      ),
    );
    for (const port of ports) {
      const line = port.querySelector<HTMLElement>(`.l[data-n="${place.line}"]`);
      if (!line) continue;
      line.classList.add('running');
      const ranges = (line.dataset.go ?? '')
        .split(' ')
        .map((range) => range.split('-').map(Number));
      const listing = port.closest('.excerpt')?.querySelector('annotated-code');
      const lines = [...(listing?.querySelectorAll<HTMLElement>('.l') ?? [])];
      const go = lines.filter((other) => {
        const number = Number(other.dataset.n);
        return ranges.some(([from = 0, to = 0]) => from <= number && number <= to);
      });
      for (const other of go) {
        other.classList.add('running');
        other.closest<HTMLDetailsElement>('details:not(.note)')?.setAttribute('open', '');
      }
      return {
        go: windowOn(lines, go[0]),
        typescript: windowOn([...port.querySelectorAll<HTMLElement>('.l')], line),
      };
    }
    return { go: [], typescript: [] };
  }
}

/** Copies of the lines around one, without what makes them unique on the page. */
function windowOn(lines: readonly HTMLElement[], middle: HTMLElement | undefined): HTMLElement[] {
  if (!middle) return [];
  const at = lines.indexOf(middle);
  return lines.slice(Math.max(0, at - around), at + around + 1).map((line) => {
    const copy = line.cloneNode(true) as HTMLElement;
    copy.removeAttribute('id');
    copy.removeAttribute('tabindex');
    copy.classList.remove('lit', 'paired');
    for (const mark of copy.querySelectorAll('.m, a')) {
      if (mark.matches('.m')) mark.remove();
      else mark.replaceWith(...mark.childNodes);
    }
    return copy;
  });
}
