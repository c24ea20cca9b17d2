/** Lights a line of TypeScript together with the lines of Go that it stands for, from either side. */
class PortLines extends HTMLElement {
  connectedCallback(): void {
    const figure = this.closest('.excerpt');
    if (!figure) return;
    const go = [...figure.querySelectorAll<HTMLElement>('annotated-code .l')];
    const pairs = [...this.querySelectorAll<HTMLElement>('.l[data-go]')].map((line) => ({
      line,
      go: go.filter((other) => stands(line.dataset.go ?? '', Number(other.dataset.n))),
    }));
    const clear = (): void => {
      for (const lit of figure.querySelectorAll('.paired')) lit.classList.remove('paired');
    };
    const light = ({ target }: Event): void => {
      clear();
      const hit = target instanceof Element ? target.closest<HTMLElement>('.l') : null;
      for (const pair of pairs) {
        // A statement of several lines names the same Go on each of them, and is lit whole.
        const isMeant = hit && (pair.line.dataset.go === hit.dataset.go || pair.go.includes(hit));
        if (!isMeant) continue;
        for (const line of [pair.line, ...pair.go]) line.classList.add('paired');
      }
    };
    for (const type of ['pointerover', 'focusin']) figure.addEventListener(type, light);
    for (const type of ['pointerleave', 'focusout']) figure.addEventListener(type, clear);
  }
}

/** Whether `744-744 748-755` holds a line. */
function stands(ranges: string, line: number): boolean {
  return ranges.split(' ').some((range) => {
    const [from = 0, to = 0] = range.split('-').map(Number);
    return from <= line && line <= to;
  });
}

customElements.define('port-lines', PortLines);
