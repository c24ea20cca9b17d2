import { placeNotes } from './place-notes.ts';

/** From this width on there is a margin that notes can stand in. Matches site.css. */
const wide = matchMedia('(min-width: 72rem)');

/** Space between two notes, in pixels. */
const gap = 10;
/** Notes further than this from their line, in pixels, are too crowded to be all open. */
const farthest = 480;

interface PlacedNote {
  readonly element: HTMLDetailsElement;
  readonly lines: readonly HTMLElement[];
}

/**
 * Joins notes and lines: either lights the other by hover, focus and tap. Where there is a margin
 * each note stands beside its lines; when they would collide, the chosen one is open and the
 * others show their label. On a narrow screen a note opens below its lines.
 */
class AnnotatedCode extends HTMLElement {
  #notes: PlacedNote[] = [];
  #chosen: PlacedNote | undefined;
  #listing: HTMLElement | undefined;

  connectedCallback(): void {
    const listing = this.querySelector<HTMLElement>('.listing');
    if (!listing) return;
    this.#listing = listing;
    const lines = [...listing.querySelectorAll<HTMLElement>('.l')];
    this.#notes = [...listing.querySelectorAll<HTMLDetailsElement>('.note')].map((element) => {
      const from = lines.findIndex(({ id }) => id === element.dataset.from);
      const to = lines.findIndex(({ id }) => id === element.dataset.to);
      return { element, lines: lines.slice(from, to + 1) };
    });
    if (this.#notes.length === 0) return;

    listing.addEventListener('pointerover', ({ target }) => this.#light(this.#noteAt(target)));
    listing.addEventListener('pointerleave', () => this.#light(this.#chosen));
    listing.addEventListener('focusin', ({ target }) => this.#light(this.#noteAt(target)));
    listing.addEventListener('focusout', () => this.#light(this.#chosen));
    listing.addEventListener('click', (event) => this.#click(event));
    addEventListener('hashchange', () => this.#follow());
    addEventListener('beforeprint', () => this.#openAll());
    wide.addEventListener('change', () => this.#arrange());
    // Widths change heights; so do fonts that come late and folds that open.
    const observer = new ResizeObserver(() => this.#place());
    observer.observe(listing);
    for (const { element } of this.#notes) observer.observe(element);
    this.#arrange();
    this.#follow();
  }

  /** The note that an element belongs to: itself, its number, or the innermost around a line. */
  #noteAt(target: EventTarget | null): PlacedNote | undefined {
    if (!(target instanceof Element)) return undefined;
    const mark = target.closest<HTMLAnchorElement>('.m');
    if (mark) return this.#notes.find(({ element }) => mark.hash === `#${element.id}`);
    const note = target.closest('.note');
    if (note) return this.#notes.find(({ element }) => element === note);
    const line = target.closest<HTMLElement>('.l');
    if (!line) return undefined;
    return this.#notes
      .filter(({ lines }) => lines.includes(line))
      .sort((a, b) => a.lines.length - b.lines.length)[0];
  }

  #click(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target.closest('a:not(.m)')) return;
    const note = this.#noteAt(target);
    const inNote = target.closest('.note') !== null;
    if (!note) {
      this.#choose(undefined);
      return;
    }
    const isSummary = target.closest('summary') !== null;
    if (isSummary || target.closest('.m')) event.preventDefault();
    // On a narrow screen, a line is for reading and scrolling: only its number opens the note.
    if (!wide.matches && !inNote && !target.closest('.m')) {
      this.#light(note);
      return;
    }
    if (!wide.matches && isSummary && note.element.open) {
      note.element.open = false;
      this.#choose(undefined);
      return;
    }
    if (inNote && !isSummary) {
      this.#choose(note);
      return;
    }
    this.#choose(this.#chosen === note ? undefined : note);
  }

  #choose(note: PlacedNote | undefined): void {
    this.#chosen = note;
    if (note && !wide.matches) note.element.open = true;
    this.#light(note);
    this.#place();
  }

  #light(note: PlacedNote | undefined): void {
    this.#listing?.classList.toggle('focused', note !== undefined);
    for (const lit of this.querySelectorAll('.lit')) lit.classList.remove('lit');
    note?.element.classList.add('lit');
    for (const line of note?.lines ?? []) line.classList.add('lit');
  }

  /** A link to a note, from another page or from this one, chooses it. */
  #follow(): void {
    const note = this.#notes.find(({ element }) => location.hash === `#${element.id}`);
    if (!note) return;
    this.#choose(note);
    note.lines[0]?.scrollIntoView({ block: 'center' });
  }

  #openAll(): void {
    for (const { element } of this.#notes) element.open = true;
  }

  #arrange(): void {
    this.toggleAttribute('data-margin', wide.matches);
    for (const note of this.#notes) note.element.open = wide.matches || note === this.#chosen;
    this.#place();
  }

  /** Puts the notes beside their lines, none over another. */
  #place(): void {
    const listing = this.#listing;
    if (!listing) return;
    if (!wide.matches) {
      this.#reserve(0);
      for (const { element } of this.#notes) element.style.top = '';
      return;
    }
    const top = listing.getBoundingClientRect().top;
    const wanted = this.#notes.map(({ lines }) => {
      const line = lines.find((candidate) => candidate.getClientRects().length > 0);
      return line ? line.getBoundingClientRect().top - top : 0;
    });
    this.#openAll();
    let tops = this.#topsFor(wanted);
    const isCrowded = tops.some((at, index) => Math.abs(at - (wanted[index] ?? 0)) > farthest);
    if (isCrowded) {
      for (const note of this.#notes) note.element.open = note === this.#chosen;
      tops = this.#topsFor(wanted);
    }
    this.#notes.forEach(({ element }, index) => {
      element.style.top = `${Math.round(tops[index] ?? 0)}px`;
    });
    const last = this.#notes.at(-1);
    const bottom = (tops.at(-1) ?? 0) + (last?.element.offsetHeight ?? 0);
    this.#reserve(bottom);
  }

  /** Keeps room for notes that reach below the code, beside what follows in the same excerpt. */
  #reserve(bottom: number): void {
    const excerpt = this.closest<HTMLElement>('.excerpt');
    if (!excerpt) return;
    const above = this.getBoundingClientRect().top - excerpt.getBoundingClientRect().top;
    excerpt.style.minHeight = bottom === 0 ? '' : `${Math.ceil(above + bottom)}px`;
  }

  #topsFor(wanted: readonly number[]): number[] {
    return placeNotes(
      this.#notes.map((note, index) => ({
        wanted: wanted[index] ?? 0,
        height: note.element.offsetHeight + gap,
        weight: note === this.#chosen ? 1000 : 1,
      })),
    );
  }
}

customElements.define('annotated-code', AnnotatedCode);
