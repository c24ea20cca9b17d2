/** Lights the edges of the stop under the pointer or the focus; without it all are drawn faintly. */
class PathMap extends HTMLElement {
  connectedCallback(): void {
    const light = ({ target }: Event): void => {
      const row = target instanceof Element ? target.closest<HTMLElement>('li[data-stop]') : null;
      this.#light(row?.dataset.stop);
    };
    this.addEventListener('pointerover', light);
    this.addEventListener('focusin', light);
    this.addEventListener('pointerleave', () => this.#light(undefined));
    this.addEventListener('focusout', () => this.#light(undefined));
  }

  #light(stop: string | undefined): void {
    this.classList.toggle('focused', stop !== undefined);
    const near = new Set<string | undefined>();
    for (const edge of this.querySelectorAll<SVGPathElement>('.lines .edge')) {
      const { from, to } = edge.dataset;
      const isNear = stop !== undefined && (from === stop || to === stop);
      edge.classList.toggle('lit', isNear);
      if (isNear) near.add(from).add(to);
    }
    for (const row of this.querySelectorAll<HTMLElement>('li[data-stop]')) {
      row.classList.toggle('near', near.has(row.dataset.stop));
    }
  }
}

customElements.define('path-map', PathMap);
