/** A statement of a port, as the page shows it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Lights a line of a port and the Go that it stands for, wherever on the page they are. */
export class CodeLights {
  /** @returns The text of what is lit, for those who can't see it at the same time. */
  light(place: Place | undefined): { go: string; typescript: string } {
    for (const lit of document.querySelectorAll('.running')) lit.classList.remove('running');
    if (!place) return { go: '', typescript: '' };
    const ports = [...document.querySelectorAll<HTMLElement>('port-lines')].filter(
      ({ dataset }) => dataset.file === place.file,
    );
    let [go, typescript] = ['', ''];
    for (const port of ports) {
      const line = port.querySelector<HTMLElement>(`.l[data-n="${place.line}"]`);
      if (!line) continue;
      line.classList.add('running');
      typescript = line.textContent;
      const ranges = (line.dataset.go ?? '')
        .split(' ')
        .map((range) => range.split('-').map(Number));
      const listing = port.closest('.excerpt')?.querySelector('annotated-code');
      for (const other of listing?.querySelectorAll<HTMLElement>('.l') ?? []) {
        const number = Number(other.dataset.n);
        if (!ranges.some(([from = 0, to = 0]) => from <= number && number <= to)) continue;
        other.classList.add('running');
        other.closest<HTMLDetailsElement>('details:not(.note)')?.setAttribute('open', '');
        go ||= other.textContent;
      }
    }
    return { go, typescript };
  }
}
